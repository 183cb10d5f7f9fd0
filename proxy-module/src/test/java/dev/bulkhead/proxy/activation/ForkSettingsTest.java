package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkSettingsTest {
    private static final Path CONFIG = Path.of("/data/hosts/threshold.json");
    private static final long HEAP = 96L << 20;

    private static ForkSettings settings(
            Path hostPath, long heapBytes, int gcThreads, List<String> options, String debug) {
        return settings(null, hostPath, heapBytes, gcThreads, options, debug);
    }

    private static ForkSettings settings(
            Path hostOptions, Path hostPath, long heapBytes, int gcThreads, List<String> options, String debug) {
        return new ForkSettings(
                "tcp://127.0.0.1:*",
                hostPath == null ? null : HostProgram.plain(hostPath),
                null,
                new HostJvm(
                        Path.of("/jdk/bin/java"),
                        Path.of("/lib/module-host.jar"),
                        hostOptions,
                        heapBytes,
                        gcThreads,
                        options,
                        debug),
                Isolation.NONE);
    }

    @Test
    void shouldStartBulkheadsOwnHost() {
        assertThat(settings(null, HEAP, 1, List.of(), null).command(CONFIG, List.of(), List.of()))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        "trap '' INT HUP; while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 126; shift; done; shift; exec \"$@\"",
                        "bulkhead-host",
                        "--",
                        "/jdk/bin/java",
                        "-Xmx98304k",
                        "-XX:+UseSerialGC",
                        "-Xms8m",
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        "/lib/module-host.jar",
                        "/data/hosts/threshold.json");
    }

    @Test
    void shouldTakeItsOptionsFromAFileToo() {
        Path file = Path.of("/lib/archives/7/host.options");
        List<String> command =
                settings(file, null, HEAP, 1, List.of("-Xshare:off"), null).command(CONFIG, List.of(), List.of());

        assertThat(command).containsSubsequence("-Xmx98304k", "@" + file, "-Xshare:off", "-jar");
    }

    @Test
    void shouldStartAnExecutableThatIsTheHostWithNothingButTheFile() {
        ForkSettings settings = settings(Path.of("/opt/my-host"), HEAP, 4, List.of("-Dx=y"), "127.0.0.1:5005");

        assertThat(settings.command(CONFIG, List.of(), List.of()))
                .endsWith("bulkhead-host", "--", "/opt/my-host", "/data/hosts/threshold.json");
    }

    @Test
    void shouldJoinItsControlGroupsBeforeItBecomesSomebodyElse() {
        List<String> command = settings(null, HEAP, 1, List.of(), null)
                .command(
                        CONFIG,
                        List.of(Path.of("/cg/a/cgroup.procs"), Path.of("/cg/b/cgroup.procs")),
                        List.of("nice", "-n", "5"));

        assertThat(command)
                .containsSubsequence(
                        "bulkhead-host",
                        "/cg/a/cgroup.procs",
                        "/cg/b/cgroup.procs",
                        "--",
                        "nice",
                        "-n",
                        "5",
                        "/jdk/bin/java");
    }

    @ParameterizedTest
    @CsvSource({"16777216, -Xmx16384k", "16777215, -Xmx16383k", "1099511627776, -Xmx1073741824k"})
    void shouldLimitTheHeap(long bytes, String option) {
        assertThat(settings(null, bytes, 1, List.of(), null).command(CONFIG, List.of(), List.of()))
                .contains(option);
    }

    @Test
    void shouldCollectGarbageWithSeveralThreads() {
        assertThat(settings(null, HEAP, 3, List.of(), null).command(CONFIG, List.of(), List.of()))
                .contains("-XX:+UseParallelGC", "-XX:ParallelGCThreads=3")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void shouldPutTheUsersOptionsBehindItsOwnSoThatTheyWin() {
        List<String> command =
                settings(null, HEAP, 1, List.of("-Xmx1g", "-Dname=a b"), null).command(CONFIG, List.of(), List.of());

        assertThat(command.subList(command.size() - 5, command.size()))
                .containsExactly("-Xmx1g", "-Dname=a b", "-jar", "/lib/module-host.jar", "/data/hosts/threshold.json");
    }

    @Test
    void shouldWaitForADebugger() {
        assertThat(settings(null, HEAP, 1, List.of(), "127.0.0.1:5005").command(CONFIG, List.of(), List.of()))
                .contains("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:5005");
    }

    @Test
    void shouldKeepItsOptionsToItself() {
        List<String> options = new ArrayList<>(List.of("-Dx=y"));
        ForkSettings settings = settings(null, HEAP, 1, options, null);
        options.add("-Dlater=z");

        assertThat(settings.jvm().options()).containsExactly("-Dx=y");
        assertThatThrownBy(() -> settings.jvm().options().add("-Dz")).isInstanceOf(UnsupportedOperationException.class);
    }
}
