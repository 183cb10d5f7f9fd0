package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against what OpenRC 0.45.2 of Debian 12 answered. */
class OpenRcTest {
    private static final String NOT_THERE = " * rc-service: service `valve' does not exist\n";

    private final RecordedCommands commands = new RecordedCommands();
    private final PolledServices openRc = new PolledServices(new OpenRc(), commands, Duration.ZERO);

    @Test
    void shouldStartAServiceAndNoticeItsEnd() throws IOException {
        commands.then("rc-service --nocolor valve start", 0, " * Starting valve ... [ ok ]\n")
                .then("rc-service --nocolor valve status", 0, " * status: started\n")
                .then("rc-service --nocolor valve status", 3, " * status: stopped\n");
        assertThat(openRc.run("valve")).isEqualTo(new ServiceEnd(false, "the service valve has ended: stopped"));
        commands.assertAllAsked();
    }

    @Test
    void shouldTakeAServiceThatRunsAlready() throws IOException {
        commands.then("rc-service --nocolor valve start", 0, " * WARNING: valve has already been started\n")
                .then("rc-service --nocolor valve status", 32, " * status: crashed\n");
        assertThat(openRc.run("valve").text()).isEqualTo("the service valve has ended: crashed");
    }

    @Test
    void shouldReportAServiceThatIsNotThere() {
        commands.then("rc-service --nocolor valve start", 1, NOT_THERE)
                .then("rc-service --nocolor valve status", 1, NOT_THERE);
        assertThatThrownBy(() -> openRc.run("valve"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "OpenRC did not start the service valve (unit), exit status 1: * rc-service: service `valve' "
                                + "does not exist");
        assertThat(openRc.describe("valve")).contains("does not tell how the service valve is");
    }

    @Test
    void shouldReportAServiceThatDoesNotStop() {
        commands.then("rc-service --nocolor valve stop", 1, " * Stopping valve ...\n * ERROR: valve failed to stop\n");
        assertThatThrownBy(() -> openRc.stop("valve")).hasMessageContaining("* ERROR: valve failed to stop");
    }

    /** Found when OpenRC took a service for running whose process had been killed, and so would not start it again. */
    @Test
    void shouldMakeOpenRcForgetAServiceWhoseProcessIsGone() throws IOException {
        commands.then("rc-service --nocolor valve status", 0, " * status: started\n")
                .then(
                        "rc-service --nocolor valve stop",
                        1,
                        " * Stopping valve ...No /bin/sleep found running; none killed.\n * ERROR: valve failed to stop\n")
                .then("rc-service --nocolor valve status", 0, " * status: started\n")
                .then("rc-service --nocolor valve zap", 0, " * Manually resetting valve to stopped state\n");
        openRc.kill("valve");
        commands.assertAllAsked();
    }
}
