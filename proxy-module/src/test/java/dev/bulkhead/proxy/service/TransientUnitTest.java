package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransientUnitTest {
    private static final Path HOST_FILE = Path.of("/data/hosts/valve.json");

    private static Sandbox sandbox(String user, boolean open, List<String> more) {
        return new Sandbox(
                user,
                !open,
                !open,
                open,
                OptionalLong.of(96 << 20),
                OptionalDouble.of(0.255),
                Duration.ofSeconds(60),
                Duration.ofSeconds(13),
                more);
    }

    private static TransientUnit unit(boolean ofUser, Sandbox sandbox) {
        return new TransientUnit(new Systemd(new RecordedCommands(), ofUser), sandbox);
    }

    private static List<String> command(TransientUnit unit, Path... reads) {
        return unit.runCommand("valve.service", "a valve", HOST_FILE, List.of(reads));
    }

    @Test
    void shouldShutTheHostIn() {
        assertThat(command(unit(false, sandbox("dynamic", false, List.of("Nice=5")))))
                .startsWith("systemd-run", "--pipe", "--wait", "--collect", "--no-ask-password", "--unit=valve.service")
                .contains(
                        "--service-type=notify",
                        "--property=NotifyAccess=all",
                        "--property=LoadCredential=host.json:/data/hosts/valve.json",
                        "--property=DynamicUser=yes",
                        "--property=NoNewPrivileges=yes",
                        "--property=CapabilityBoundingSet=",
                        "--property=ProtectControlGroups=yes",
                        "--property=ProtectProc=invisible",
                        "--property=PrivateDevices=yes",
                        "--property=RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
                        "--property=ProtectSystem=strict",
                        "--property=PrivateTmp=yes",
                        "--property=MemoryMax=100663296",
                        "--property=MemorySwapMax=0",
                        "--property=OOMPolicy=kill",
                        "--property=CPUQuota=26%",
                        "--property=WatchdogSec=60000ms",
                        "--property=WatchdogSignal=SIGKILL",
                        "--property=TimeoutStopSec=13000ms")
                .endsWith("--property=Nice=5", "--");
    }

    @Test
    void shouldOpenItWhereItIsToldTo() {
        assertThat(command(unit(false, sandbox("acme", true, List.of()))))
                .contains(
                        "--property=User=acme",
                        "--property=NoNewPrivileges=no",
                        "--property=ProtectSystem=no",
                        "--property=PrivateTmp=no")
                .doesNotContain("--property=CapabilityBoundingSet=", "--property=DynamicUser=yes");
    }

    @Test
    void shouldShowTheHostADeviceThatIsAskedFor() {
        assertThat(command(unit(false, sandbox("dynamic", false, List.of("DeviceAllow=/dev/ttyUSB0")))))
                .contains("--property=PrivateDevices=no", "--property=DeviceAllow=/dev/ttyUSB0");
    }

    @Test
    void shouldShowTheHostWhatItReadsBelowItsOwnTmp() {
        assertThat(command(
                        unit(false, sandbox("dynamic", false, List.of())),
                        Path.of("/tmp/acme.jar"),
                        Path.of("/opt/bulkhead/lib")))
                .contains("--property=BindReadOnlyPaths=\"/tmp/acme.jar\"")
                .doesNotContain("--property=BindReadOnlyPaths=\"/opt/bulkhead/lib\"");
    }

    /** Found in a clone below /tmp: a host does not find the way through a folder that is not in its own /tmp. */
    @Test
    void shouldShowTheHostWhatItReadsWithoutDetours() {
        assertThat(command(unit(false, sandbox("dynamic", false, List.of())), Path.of("/tmp/clone/tests/../lib")))
                .contains("--property=BindReadOnlyPaths=\"/tmp/clone/lib\"");
    }

    @Test
    void shouldShowTheHostWhatItReadsWhateverItsNameIs() {
        assertThat(command(unit(false, sandbox("dynamic", false, List.of())), Path.of("/tmp/a b:c\"d\\e.jar")))
                .contains("--property=BindReadOnlyPaths=\"/tmp/a b:c\\\"d\\\\e.jar\"");
    }

    @Test
    void shouldHandTheHostItsFile() {
        assertThat(unit(false, sandbox("dynamic", false, List.of())).hostFile(HOST_FILE))
                .isEqualTo("${CREDENTIALS_DIRECTORY}/host.json");
        TransientUnit ofUser = unit(true, sandbox("", false, List.of()));
        assertThat(ofUser.hostFile(Path.of("/data/$x.json"))).isEqualTo("/data/$$x.json");
        assertThat(command(ofUser))
                .startsWith("systemd-run", "--user")
                .contains("--property=PrivateUsers=yes", "--property=NoNewPrivileges=yes")
                .noneMatch(argument -> argument.contains("LoadCredential"))
                .as("for want of the right to")
                .noneMatch(argument -> argument.contains("CapabilityBoundingSet"));
    }
}
