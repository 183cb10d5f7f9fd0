package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against what systemd-run 252 printed. */
class RunReportTest {
    private static final String UNIT = "bulkhead-valve-0a1b2c3d.service";

    private static RunReport report(String... lines) {
        return RunReport.of(UNIT, List.of(lines));
    }

    @Test
    void shouldTellTheUnitsEndFromItsOutput() {
        RunReport report = report(
                "Running as unit: " + UNIT,
                "the valve is stuck",
                "Finished with result: exit-code",
                "Main processes terminated with: code=exited/status=7",
                "Service runtime: 1.352s",
                "CPU time consumed: 310ms");
        assertThat(report.end()).hasValue(new ServiceEnd(false, "the host exited with status 7 (unit " + UNIT + ")"));
        assertThat(report.others()).containsExactly("the valve is stuck");
    }

    @Test
    void shouldKnowASignalByItsName() {
        assertThat(report("Finished with result: signal", "Main processes terminated with: code=killed/status=KILL")
                        .end())
                .hasValue(new ServiceEnd(false, "the host was ended by signal 9 (unit " + UNIT + ")"));
    }

    @Test
    void shouldKnowThatTheMemoryWasExceeded() {
        assertThat(report("Finished with result: oom-kill", "Main processes terminated with: code=killed/status=KILL")
                        .end()
                        .orElseThrow()
                        .outOfMemory())
                .isTrue();
    }

    /** With control groups of version 1 systemd says "signal", and the kernel's count of its kills is asked for. */
    @Test
    void shouldKnowThatTheMemoryWasExceededWhereSystemdDoesNot() {
        RunReport report = report(
                "oom_kill 1",
                "Finished with result: signal",
                "Main processes terminated with: code=killed/status=KILL");
        assertThat(report.end().orElseThrow().outOfMemory()).isTrue();
        assertThat(report.others()).isEmpty();
        assertThat(report(
                                "oom_kill 0",
                                "Finished with result: signal",
                                "Main processes terminated with: code=killed/status=KILL")
                        .end()
                        .orElseThrow()
                        .outOfMemory())
                .isFalse();
    }

    @Test
    void shouldKnowNothingWhereSystemdRunFailedItself() {
        RunReport report = report("Failed to start transient service unit: Interactive authentication required.");
        assertThat(report.end()).isEmpty();
        assertThat(RunReport.withRemedy(report.others().get(0))).contains("polkit");
    }
}
