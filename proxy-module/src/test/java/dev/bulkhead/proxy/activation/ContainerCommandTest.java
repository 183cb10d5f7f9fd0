package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCommandTest {
    private static final ModuleToLoad VALVE = new ModuleToLoad("valve", "com.acme.Valve", Path.of("/opt/acme.jar"));

    @TempDir
    private Path temporary;

    private HostFolder folder;
    private ContainerEngine engine;

    @BeforeEach
    void prepare() throws IOException {
        folder = new HostFolder(temporary.resolve("valve.container"));
        folder.write("a", "b", VALVE);
        engine = new FakeEngine(temporary, "docker")
                .answer("--version", "echo Docker version; exit 0")
                .engine();
    }

    private static ContainerSettings settings(boolean jarInImage, List<ContainerMount> mounts, String hostPath) {
        return new ContainerSettings(
                null,
                "image:1",
                "none",
                jarInImage,
                mounts,
                null,
                100 << 20,
                OptionalDouble.of(0.5),
                256,
                16 << 20,
                List.of("--cap-add", "NET_RAW"),
                "tcp://127.0.0.1:*",
                hostPath == null ? null : HostProgram.plain(Path.of(hostPath)),
                new HostJvm(
                        Path.of("java"),
                        Path.of("/bulkhead/lib/module-host.jar"),
                        null,
                        32 << 20,
                        1,
                        List.of("-Dx=y"),
                        null));
    }

    private List<String> line(ContainerSettings settings) throws IOException {
        List<String> line = new ContainerCommand(engine, settings, folder)
                .line("bulkhead-1-valve", List.of("a=b", "c=d"), "7:8", VALVE);
        return line.subList(line.indexOf(engine.command().toString()) + 1, line.size());
    }

    @Test
    void shouldTakeFromTheContainerWhatAHostDoesNotNeed() throws IOException {
        assertThat(line(settings(false, List.of(), null)))
                .containsExactly(
                        "run",
                        "--interactive",
                        "--name",
                        "bulkhead-1-valve",
                        "--pull",
                        "never",
                        "--label",
                        "a=b",
                        "--label",
                        "c=d",
                        "--log-driver",
                        "none",
                        "--read-only",
                        "--cap-drop",
                        "ALL",
                        "--security-opt",
                        "no-new-privileges",
                        "--user",
                        "7:8",
                        "--network",
                        "none",
                        "--memory",
                        "104857600b",
                        "--memory-swap",
                        "104857600b",
                        "--pids-limit",
                        "256",
                        "--cpus",
                        "0.5",
                        "--tmpfs",
                        "/tmp:rw,noexec,nosuid,nodev,size=16777216",
                        "--mount",
                        "type=bind,source=" + folder.path() + ",target=/bulkhead/run,readonly",
                        "--mount",
                        "type=bind,source=/opt/acme.jar,target=/bulkhead/module/acme.jar,readonly",
                        "--env",
                        "MALLOC_MMAP_THRESHOLD_=16384",
                        "--cap-add",
                        "NET_RAW",
                        "--entrypoint",
                        "java",
                        "image:1",
                        "-Xmx32768k",
                        "-XX:+UseSerialGC",
                        "-Xms8m",
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dx=y",
                        "-jar",
                        "/bulkhead/lib/module-host.jar",
                        "/bulkhead/run/host.json");
    }

    @Test
    void shouldStartAnExecutableThatIsTheHostWithNothingButTheFile() throws IOException {
        assertThat(line(settings(false, List.of(), "/usr/bin/my-host")))
                .endsWith("--entrypoint", "/usr/bin/my-host", "image:1", "/bulkhead/run/host.json");
    }

    @Test
    void shouldMountWhatIsAskedFor() throws IOException {
        List<ContainerMount> mounts = List.of(
                new ContainerMount(Path.of("/dev/ttyUSB0"), "/dev/ttyUSB0", true),
                new ContainerMount(Path.of("/etc/acme"), "/acme", false));
        assertThat(line(settings(false, mounts, null)))
                .containsSubsequence(
                        "type=bind,source=/dev/ttyUSB0,target=/dev/ttyUSB0",
                        "--mount",
                        "type=bind,source=/etc/acme,target=/acme,readonly");
    }

    @Test
    void shouldNotMountAJarThatIsInTheImage() throws IOException {
        ContainerSettings settings = settings(true, List.of(), null);
        assertThat(line(settings)).noneMatch(argument -> argument.contains("acme.jar"));
        assertThat(new ContainerCommand(engine, settings, folder).pathInside(Path.of("/opt/acme.jar")))
                .isEqualTo("/bulkhead/modules/acme.jar");
    }

    @Test
    void shouldRefuseToMountAPathThatCannotBeSaid() {
        ContainerMount mount = new ContainerMount(Path.of("/opt/a,readonly=false"), "/b", false);
        assertThatIOException()
                .isThrownBy(() -> line(settings(false, List.of(mount), null)))
                .withMessage("no path with a comma or a quote can be mounted: /opt/a,readonly=false at /b");
    }

    /** Found in a real one: it mounts memory on /run and /var/tmp too, and without root gives users other numbers. */
    @Test
    void shouldWallAPodmanInAsWell() throws IOException {
        engine = new FakeEngine(Files.createDirectory(temporary.resolve("p")), "podman")
                .answer("--version", "echo podman version 4.3.1; exit 0")
                .engine();
        List<String> line = line(settings(false, List.of(), null));
        assertThat(line).containsSubsequence("--read-only", "--read-only-tmpfs=false");
        if (folder.isOfRoot()) {
            assertThat(line).doesNotContain("--userns");
        } else {
            assertThat(line).containsSubsequence("--userns", "keep-id");
        }
    }
}
