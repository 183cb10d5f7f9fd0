package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders stand in for the kernel's; real ones are in the system tests. */
class ControlGroupTest {
    private static final OptionalLong MEMORY = OptionalLong.of(96L << 20);
    private static final OptionalDouble HALF_A_CORE = OptionalDouble.of(0.5);

    @TempDir
    private Path root;

    private ControlGroups version1() throws IOException {
        Files.createDirectories(root.resolve("memory/box/own"));
        Files.createDirectories(root.resolve("cpu"));
        return ControlGroups.of(
                List.of(
                        "22 1 0:3 / /proc rw - proc proc rw",
                        "30 29 0:25 /box " + root + "/memory/box rw,nosuid - cgroup cgroup rw,memory",
                        "31 29 0:26 / " + root + "/cpu rw,nosuid - cgroup cgroup rw,cpu,cpuacct"),
                List.of("4:memory:/box/own", "3:cpu,cpuacct:/", "0::/"));
    }

    private ControlGroups version2(String own) throws IOException {
        return ControlGroups.of(
                List.of("30 29 0:25 / " + root + " rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"), List.of("0::" + own));
    }

    @Test
    void shouldLimitEachControllerOfVersion1InATreeOfItsOwn() throws Exception {
        ControlGroup group = ControlGroup.make(version1(), "bulkhead-a", MEMORY, HALF_A_CORE);

        assertThat(root.resolve("memory/box/own/bulkhead-a/memory.limit_in_bytes"))
                .hasContent("100663296");
        assertThat(root.resolve("cpu/bulkhead-a/cpu.cfs_period_us")).hasContent("100000");
        assertThat(root.resolve("cpu/bulkhead-a/cpu.cfs_quota_us")).hasContent("50000");
        assertThat(group.entrances())
                .containsExactly(
                        root.resolve("memory/box/own/bulkhead-a/cgroup.procs"),
                        root.resolve("cpu/bulkhead-a/cgroup.procs"));
    }

    @Test
    void shouldHandControllersOfVersion2DownAfterItHasMovedAway() throws Exception {
        Path own = Files.createDirectories(root.resolve("system.slice/gateway.service"));
        Files.writeString(own.resolve("cgroup.controllers"), "cpu memory pids\n");
        Files.writeString(own.resolve("cgroup.subtree_control"), "");
        Files.writeString(own.resolve("cgroup.procs"), "4711\n");

        ControlGroup group = ControlGroup.make(
                version2("/system.slice/gateway.service"), "bulkhead-a", MEMORY, OptionalDouble.empty());

        assertThat(own.resolve("bulkhead-gateway/cgroup.procs")).hasContent("4711");
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory");
        assertThat(own.resolve("bulkhead-a/memory.max")).hasContent("100663296");
        assertThat(group.entrances()).containsExactly(own.resolve("bulkhead-a/cgroup.procs"));
    }

    @Test
    void shouldMakeTheNextGroupBesideTheOneThatTheGatewayMovedTo() throws Exception {
        Path base = Files.createDirectories(root.resolve("gateway.service/bulkhead-gateway"))
                .getParent();
        Files.writeString(base.resolve("cgroup.controllers"), "cpu memory\n");
        Files.writeString(base.resolve("cgroup.subtree_control"), "cpu memory\n");

        ControlGroup group = ControlGroup.make(
                version2("/gateway.service/bulkhead-gateway"), "bulkhead-b", MEMORY, OptionalDouble.of(2));

        assertThat(group.entrances()).containsExactly(base.resolve("bulkhead-b/cgroup.procs"));
        assertThat(base.resolve("bulkhead-b/cpu.max")).hasContent("200000 100000");
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        Path own = Files.createDirectories(root.resolve("gateway.service"));
        Files.writeString(own.resolve("cgroup.controllers"), "pids\n");

        assertThatThrownBy(() ->
                        ControlGroup.make(version2("/gateway.service"), "bulkhead-a", MEMORY, OptionalDouble.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the controller \"memory\" in the control group " + own)
                .hasMessageContaining("Delegate=yes");
        assertThatThrownBy(() -> ControlGroup.make(
                        ControlGroups.of(List.of(), List.of()), "bulkhead-a", MEMORY, OptionalDouble.empty()))
                .hasMessageContaining("none is mounted here");
    }

    @Test
    void shouldCountOnlyKillsOfItsOwnTime() throws Exception {
        Path left = Files.createDirectories(root.resolve("memory/box/own/bulkhead-a"));
        Files.writeString(left.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        ControlGroup group = ControlGroup.make(version1(), "bulkhead-a", MEMORY, OptionalDouble.empty());

        assertThat(group.hasKilledForMemory()).isFalse();
        Files.writeString(left.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 4\n");
        assertThat(group.hasKilledForMemory()).isTrue();
    }

    @Test
    void shouldKillWhatIsLeftInIt() throws Exception {
        ControlGroup group = ControlGroup.make(version1(), "bulkhead-a", MEMORY, OptionalDouble.empty());
        Process left = new ProcessBuilder("sleep", "333").start();
        try {
            Files.writeString(group.entrances().get(0), left.pid() + "\n");

            group.remove();

            assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void shouldLeaveTheKillingToTheKernelThatCan() throws Exception {
        Path base = Files.createDirectories(root.resolve("gateway.service/bulkhead-gateway"))
                .getParent();
        Files.writeString(base.resolve("cgroup.controllers"), "memory\n");
        Files.writeString(base.resolve("cgroup.subtree_control"), "memory\n");
        ControlGroup group = ControlGroup.make(
                version2("/gateway.service/bulkhead-gateway"), "bulkhead-a", MEMORY, OptionalDouble.empty());
        Path kill = Files.writeString(base.resolve("bulkhead-a/cgroup.kill"), "");

        group.remove();

        assertThat(kill).hasContent("1");
    }

    @Test
    void shouldBeginAnewWhereAnEarlierGatewayLeftOneBehind() throws Exception {
        ControlGroups where = version1();
        Path left = Files.createDirectories(root.resolve("memory/box/own/bulkhead-a"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxrwxrwx"));

        ControlGroup unused = ControlGroup.make(where, "bulkhead-a", MEMORY, OptionalDouble.empty());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                .as("it is another one")
                .isNotEqualTo("rwxrwxrwx");
    }
}
