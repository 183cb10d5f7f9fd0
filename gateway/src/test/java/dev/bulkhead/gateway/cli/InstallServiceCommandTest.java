package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InstallServiceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path configuration(String activation) throws IOException {
        return Files.writeString(folder.resolve("50% gateway.json"), """
                { "gateway": { "name": "press-line-3" },
                  "modules": [ { "name": "log", "class": "dev.bulkhead.samples.Log", "activation": "%s" } ] }""".formatted(activation));
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
        assertThat(install(file.toString(), "--print", "--user", "acme")).isZero();
        assertThat(out.toString())
                .contains(
                        "Description=Bulkhead gateway press-line-3\n",
                        " run \"" + folder + "/50%% gateway.json\"\n",
                        "WorkingDirectory=" + folder + "\n",
                        "User=acme\n",
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
}
