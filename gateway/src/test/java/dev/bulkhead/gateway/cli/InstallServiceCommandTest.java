package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.HostSettings;
import dev.bulkhead.gateway.config.JvmSettings;
import dev.bulkhead.gateway.config.LimitSettings;
import dev.bulkhead.gateway.config.ProcessSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InstallServiceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path configuration(String word) throws IOException {
        return activation('"' + word + '"');
    }

    private Path activation(String activation) throws IOException {
        return Files.writeString(folder.resolve("50% gateway.json"), """
                { "gateway": { "name": "press-line-3" },
                  "modules": [ { "name": "log", "class": "dev.bulkhead.gateway.lifecycle.Buoy", "activation": %s } ] }""".formatted(activation));
    }

    private int install(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "install-service";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    @Test
    void shouldPrintAUnitThatShutsTheGatewayIn() throws IOException {
        Path file = configuration("fork");
        assertThat(install(file.toString(), "--print", "--user", "daemon")).isZero();
        assertThat(out.toString())
                .contains(
                        "Description=Bulkhead gateway press-line-3\n",
                        " run \"" + folder + "/50%% gateway.json\"\n",
                        "WorkingDirectory=" + folder + "\n",
                        "User=daemon\n",
                        "KillMode=mixed\n",
                        "ProtectSystem=strict\n",
                        "ReadWritePaths=\"" + folder + "/data\"\n",
                        "NoNewPrivileges=yes\nCapabilityBoundingSet=\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void shouldRunAsTheOwnerOfTheConfiguration() throws IOException {
        Path file = configuration("in-process");
        assertThat(install(file.toString(), "--print")).isZero();
        assertThat(out.toString()).contains("User=" + Files.getOwner(file).getName() + "\n");
    }

    @Test
    void shouldRunAsRootWhereModulesAreInUnits() throws IOException {
        assertThat(install(configuration("service").toString(), "--print")).isZero();
        assertThat(out.toString()).contains("User=root\n").doesNotContain("CapabilityBoundingSet");
    }

    @Test
    void shouldWriteTheUnitAndNotReplaceAnother() throws IOException {
        String file = configuration("in-process").toString();
        String[] arguments = {file, "--folder", folder.toString(), "--name", "edge"};
        assertThat(install(arguments)).isZero();
        assertThat(out.toString()).contains("wrote " + folder.resolve("edge.service"), "systemctl enable --now edge");
        assertThat(folder.resolve("data")).isDirectory();
        assertThat(install(arguments)).as("the same again").isZero();
        Files.writeString(folder.resolve("edge.service"), "[Unit]\n");
        assertThat(install(arguments)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("is there already, and says something else; --force replaces it");
        assertThat(install(file, "--folder", folder.toString(), "--name", "edge", "--force"))
                .isZero();
    }

    @Test
    void shouldRefuseAConfigurationThatIsWrong() {
        assertThat(install(folder.resolve("nowhere.json").toString())).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void shouldSayWhereItMayNotWrite() throws IOException {
        String file = configuration("in-process").toString();
        assertThat(install(file, "--folder", folder.resolve("nowhere").toString()))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("run this as root, or take --print");
    }

    @Test
    void shouldRefuseANameThatIsNone() throws IOException {
        assertThat(install(configuration("fork").toString(), "--name", "a/b")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("\"a/b\" is no name for a unit");
    }

    private String userFor(String activation) throws IOException {
        Path file = activation(activation);
        // The folder's owner is the one that runs the tests, who may be root.
        if (isRoot()) {
            Files.setAttribute(file, "unix:uid", 1);
        }
        out.getBuffer().setLength(0);
        assertThat(install(file.toString(), "--print")).isZero();
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("User="))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"type\": \"fork\", \"user\": \"nobody\" }",
                "{ \"type\": \"fork\", \"group\": \"1\" }",
                "{ \"type\": \"fork\", \"nice\": -1 }",
                "{ \"type\": \"service\", \"scope\": \"system\" }",
                "{ \"type\": \"service\", \"unit\": \"acme.service\" }"
            })
    void shouldRunAsRootWhereAModuleNeedsIt(String activation) throws IOException {
        assertThat(userFor(activation)).isEqualTo("User=root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"container\"",
                "{ \"type\": \"fork\", \"nice\": 5 }",
                "{ \"type\": \"service\", \"scope\": \"user\" }",
                "{ \"type\": \"service\", \"unit\": \"acme.service\", \"scope\": \"user\" }"
            })
    void shouldNotRunAsRootWithoutNeed(String activation) throws IOException {
        assertThat(userFor(activation)).isNotEqualTo(isRoot() ? "User=root" : "");
    }

    @Test
    void shouldLimitModulesAsRootUnlessSystemdHandsControlGroupsOver() {
        ActivationConfig limited = new ActivationConfig.Fork(
                new HostSettings("", null, Duration.ZERO, Duration.ZERO, null, Duration.ZERO),
                null,
                null,
                new JvmSettings(null, OptionalLong.empty(), 1, List.of(), null),
                new LimitSettings(OptionalLong.empty(), OptionalDouble.of(0.5)),
                new ProcessSettings(null, null, OptionalInt.empty(), Map.of(), List.of(), null));

        assertThat(GatewayUser.needsRoot(limited, false)).isTrue();
        assertThat(GatewayUser.needsRoot(limited, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuchuser", "root\nExecStartPre=/bin/x", "ro ot", "-root", ""})
    void shouldRefuseAUserThatThereIsNot(String user) throws IOException {
        if (user.isEmpty()) {
            assertThatIOException().isThrownBy(() -> GatewayUser.require(user));
            return;
        }
        assertThat(install(configuration("fork").toString(), "--print", "--user=" + user))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("there is no user \"" + user.replace('\n', '?') + "\"")
                .doesNotContain("run this as root");
    }

    @Test
    void shouldRefuseAPathThatWouldBeALineOfItsOwn() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a\nExecStartPre=b"));
        Path file = Files.move(configuration("fork"), odd.resolve("gateway.json"));

        assertThat(install(file.toString(), "--print")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("no line break can stand in a unit");
    }

    @Test
    void shouldSayWhatOthersCanMakeRootDo() throws IOException {
        Path file = configuration("service");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(install(file.toString(), "--print")).isZero();

        assertThat(err.toString()).contains("others than root can write " + file + ", and so decide what root does");
    }
}
