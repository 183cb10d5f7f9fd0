package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.control.ControlServer;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that ask a running gateway. */
@Timeout(30)
class AskingCommandTest {
    private final FakeController modules = new FakeController();
    private final ModuleLines log = new ModuleLines();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private String file;
    private DataFolder data;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(
                        folder.resolve("gateway.json"),
                        "{ \"modules\": [ { \"name\": \"log\", \"class\": \"dev.bulkhead.gateway.lifecycle.Buoy\" } ] }")
                .toString();
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        modules.canBeSuspended("valve");
        data = DataFolder.open(folder.resolve("data"));
        server = new ControlServer(new ListenAddress("127.0.0.1", 0), data.token(), modules::status, modules, log);
        server.start();
        data.writeControlAddress(server.address());
    }

    @AfterEach
    void close() {
        server.close();
        data.close();
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(file);
        return command.execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "activate valve, 'valve: resumed'",
        "deactivate log, 'log: deactivated'",
        "unavailable valve, 'valve: unavailable'",
        "destroy valve, 'valve: destroyed'",
        "clone log log2, 'log2: deactivated'",
        "activate valve --json, '{\"module\":\"valve\",\"state\":\"resumed\"}'"
    })
    void shouldSayWhatBecameOfTheModule(String arguments, String shown) {
        assertThat(execute(arguments.split(" "))).isZero();
        assertThat(out.toString()).isEqualTo(shown + "\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldShowAPlanAndApplyIt() {
        assertThat(execute("plan", "new.json")).isZero();
        assertThat(execute("apply", "new.json")).isZero();
        assertThat(execute("apply")).isZero();

        assertThat(out.toString().lines())
                .containsExactly("~ module valve: args.every; restarts", "applied new.json", "applied " + file);
    }

    @Test
    void shouldSayWhatIsWrongWithAConfigurationAndWhyItWasTakenBack() {
        assertThat(execute("plan", "bad.json")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(execute("apply", "bad.json")).isEqualTo(ExitStatus.FAILED);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("bad.json:3:5 /modules/0: the key \"name\" is missing")
                .contains("valve: it is stuck; all is as it was before");
    }

    @Test
    void shouldSuspendHibernateAndWake() {
        assertThat(execute("activate", "valve")).isZero();
        assertThat(execute("suspend", "valve")).isZero();
        assertThat(execute("hibernate", "valve", "--timeout", "1.5")).isZero();
        assertThat(execute("activate", "valve")).isZero();
        assertThat(execute("resume", "valve")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "valve: resumed", "valve: suspended", "valve: hibernated", "valve: resumed", "valve: resumed");
    }

    @Test
    void shouldSayWhatTheGatewaySays() {
        modules.failNext("valve", "create: cannot open /dev/ttyUSB7");

        assertThat(execute("activate", "valve", "--json")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("bulkhead activate: The service could not be opened. create: cannot open /dev/ttyUSB7\n");
        assertThat(out.toString())
                .isEqualTo("{\"error\":{\"code\":6,\"message\":"
                        + "\"The service could not be opened. create: cannot open /dev/ttyUSB7\"}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activate",
                "activate a b",
                "clone log",
                "hibernate log --timeout soon",
                "logs",
                "hibernate log --timeout 0",
                "hibernate log --timeout 3601",
                "apply --timeout -1",
                "apply --timeout 1e99",
                "apply --timeout Infinity",
                "apply --timeout NaN",
                "status --watch --interval nan",
                "logs log -n many",
                "logs log --lines -5",
                "logs log --lines=-5",
                "logs log -n 1001",
                "events log",
                "completion fish"
            })
    void shouldBeTwoForArgumentsThatThereAreNot(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldShowAndChangeArguments() throws IOException {
        Path args = Files.writeString(folder.resolve("args.json"), "{\"every\":\"9s\"}");

        assertThat(execute("configure", "valve", args.toString())).isZero();
        assertThat(execute("configure", "valve", "--json")).isZero();
        assertThat(execute("configure", "log", args.toString())).isEqualTo(1);

        assertThat(out.toString()).isEqualTo("valve: deactivated\n{\"every\":\"9s\"}\n");
        assertThat(err.toString()).contains("The service is in an illegal state");
    }

    @ParameterizedTest
    @CsvSource({
        "'[1]', ': the arguments must be a JSON object'",
        "'{\n x', ':2:2: this is not JSON: Unexpected character'",
        "'', ': the arguments must be a JSON object'"
    })
    void shouldSayWhatIsWrongWithAFileOfArguments(String content, String problem) throws IOException {
        Path args = Files.writeString(folder.resolve("args.json"), content);

        assertThat(execute("configure", "valve", args.toString())).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString())
                .startsWith("bulkhead configure: " + args + problem)
                .doesNotContain("REDACTED");
    }

    @Test
    void shouldSayThatThereIsNoFileOfArguments() {
        assertThat(execute("configure", "valve", "nope.json")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).isEqualTo("bulkhead configure: nope.json: there is no such file\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"modules\": [ { \"nam\": \"${env:THERE_IS_NO_SUCH_VARIABLE}\" } ] }",
                "{ \"gateway\": { /* here */ \"data\": \"data\", \"name\": 7, \"name\": 8, \"x\": 1 }, \"modules\": [",
                "{ \"gateway\": { \"data\": \"data\" } } }"
            })
    void shouldReachTheGatewayWhateverElseIsWrongWithItsFile(String json) throws IOException {
        Files.writeString(Path.of(file), json);

        assertThat(execute("status")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPersist() {
        assertThat(execute("persist")).isZero();
    }

    @Test
    void shouldShowTheLastLinesOfALog() {
        log.add(new ModuleLine("log", Instant.EPOCH, "INFO", "one"));
        log.add(new ModuleLine("log", Instant.EPOCH, "WARN", "two"));

        assertThat(execute("logs", "log", "-n", "1", "--json")).isZero();
        assertThat(execute("logs", "log")).isZero();
        assertThat(execute("logs", "nobody")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("bulkhead logs: there is no module \"nobody\"\n");

        assertThat(out.toString().lines())
                .hasSize(3)
                .first()
                .isEqualTo("{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"WARN\",\"text\":\"two\"}");
        assertThat(out.toString()).contains(" INFO  one\n", " WARN  two\n");
    }

    @Test
    void shouldFollowEventsAndLogsUntilTheGatewayEnds() throws InterruptedException {
        Thread events = new Thread(() -> execute("events"));
        events.start();
        await().until(() -> modules.listeners() == 1);
        log.add(new ModuleLine("log", Instant.EPOCH, "INFO", "before"));
        Thread logs = new Thread(() -> execute("logs", "log", "-f"));
        logs.start();
        await().until(() -> out.toString().contains("before"));

        execute("deactivate", "log");
        log.add(new ModuleLine("log", Instant.EPOCH, "INFO", "after"));
        await().until(() -> out.toString().contains("after") && out.toString().contains("Deactivated  Requested\n"));
        server.close();
        events.join();
        logs.join();

        assertThat(out.toString()).contains(" log          Activated    Startup\n");
        assertThat(err.toString()).contains("bulkhead events: ", "bulkhead logs: ");
    }

    @Test
    void shouldShowTheStatusAgainAndAgainUntilTheGatewayEnds() throws InterruptedException {
        Thread watch = new Thread(() -> execute("status", "--watch", "--interval", "0.1"));
        watch.start();
        await().until(() -> out.toString().split("MODULES", -1).length > 3);
        server.close();
        watch.join();

        assertThat(err.toString()).startsWith("bulkhead status: the gateway on 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void shouldPrintAScriptForAShell(String shell) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));

        assertThat(command.execute("completion", shell)).isZero();
        assertThat(out.toString()).contains("complete -F _complete_bulkhead", "hibernate", "--interval");
    }
}
