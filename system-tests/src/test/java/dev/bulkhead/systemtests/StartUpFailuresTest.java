package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.systemtests.MisbehavingHost.Misbehaviour;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that do not do what they should: the status says why, nobody else is disturbed, and nothing is left behind. */
class StartUpFailuresTest {
    private static final int MESSAGES = 500;

    @TempDir
    private Path folder;

    private BulkheadProcess runWithHost(Path hostPath) throws Exception {
        return runWithHost(hostPath, "60s");
    }

    private BulkheadProcess runWithHost(Path hostPath, String startTimeout) throws Exception {
        String activation = """
                { "type": "fork", "hostPath": "%s", "startTimeout": "%s", "heartbeat": "200ms", "heartbeatLimit": "5s", "grace": "500ms" }""".formatted(hostPath, startTimeout);
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": " + MESSAGES + ", \"atATime\": 5 }"),
                                        module("bystander", Echo.class, "\"in-process\""),
                                        """
                                        { "name": "odd", "activation": %s }""".formatted(activation))
                                + "," + links(link("ticker", "bystander"), link("ticker", "odd")))
                .awaitReady();
    }

    private static void assertOthersAreNotDisturbed(BulkheadProcess gateway) {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("bystander"), MESSAGES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    EXITS_AT_ONCE               | InstantiationFailed  | the host exited with status 3; its last output: cannot find the flux capacitor; it had not said hello
                    PRINTS_JUNK                 | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs
                    NEVER_SAYS_HELLO            | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs
                    SENDS_RANDOM_BYTES          | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs; \\d+ requests were refused so far, see the log
                    SPEAKS_ANOTHER_MAJOR        | InstantiationFailed  | the host (misbehaving host) speaks protocol 2.0, this gateway speaks 1.\\d+; the majors must be the same: update the gateway
                    SPEAKS_AN_OLDER_MAJOR       | InstantiationFailed  | the host (misbehaving host) speaks protocol 0.0, this gateway speaks 1.\\d+; the majors must be the same: update the host
                    HAS_A_WRONG_TOKEN           | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs; 1 requests were refused so far, see the log
                    IS_THERE_FOR_ANOTHER_MODULE | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs; 1 requests were refused so far, see the log
                    LISTENS_NOWHERE             | InstantiationFailed  | no host said hello within 5000 ms (startTimeout); its process \\d+ runs; 1 requests were refused so far, see the log
                    LEAVES_AFTER_HELLO          | InstantiationFailed  | the host exited with status 4
                    ANSWERS_GARBAGE             | InstantiationFailed  | the host broke the protocol: .*
                    ANSWERS_AN_UNKNOWN_TYPE     | InstantiationFailed  | the host broke the protocol: there is no packet type 0x7f
                    ANSWERS_ANOTHER_SESSION     | InstantiationFailed  | the host broke the protocol: a reply to another request came
                    SAYS_HELLO_WITHIN_THE_SESSION | InstantiationFailed | the host broke the protocol: a HELLO does not go into a REQUEST
                    CANNOT_CREATE               | InitializationFailed | there is no license for “Wärmepumpe” on this machine
                    """)
    void shouldSayWhyAModuleDidNotStart(Misbehaviour misbehaviour, String reason, String error) throws Exception {
        String startTimeout = error.contains("startTimeout") ? "5s" : "60s";
        Path host = MisbehavingHost.executable(folder, misbehaviour);
        try (BulkheadProcess gateway = runWithHost(host, startTimeout)) {
            JsonNode odd = gateway.module("odd");
            assertThat(odd.path("state").asText()).isEqualTo("deactivated");
            assertThat(odd.path("error").asText())
                    .matches(error.replace("(", "\\(").replace(")", "\\)"));
            assertThat(odd.path("reason").asText()).isEqualTo(reason);
            assertOthersAreNotDisturbed(gateway);
            assertNothingIsLeft();
            assertThat(gateway.stop()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    EXITS_IN_START           | Failure         | the host exited with status 5
                    FALLS_SILENT             | WatchdogExpired | the host has been silent for \\d+ ms, the limit is 5000 ms
                    SENDS_A_TRUNCATED_PACKET | Failure         | the host broke the protocol: .*
                    SENDS_A_BROKEN_FRAME     | Failure         | the host broke the protocol: .*
                    SENDS_TOO_LARGE_A_FRAME  | Failure         | the host broke the protocol: .*16777230.*16777216.*
                    SKIPS_A_NUMBER           | Failure         | the host broke the protocol: .*
                    """)
    void shouldSayWhyAModuleThatRanIsDown(Misbehaviour misbehaviour, String reason, String error) throws Exception {
        try (BulkheadProcess gateway = runWithHost(MisbehavingHost.executable(folder, misbehaviour))) {
            gateway.awaitState("odd", "deactivated");
            JsonNode odd = gateway.module("odd");
            assertThat(odd.path("error").asText()).matches(error);
            assertThat(odd.path("reason").asText()).isEqualTo(reason);
            assertOthersAreNotDisturbed(gateway);
            assertNothingIsLeft();
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldAnswerAnUnknownPacketWithACodeAndGoOn() throws Exception {
        Path host = MisbehavingHost.executable(folder, Misbehaviour.SENDS_AN_UNKNOWN_TYPE);
        try (BulkheadProcess gateway = runWithHost(host)) {
            gateway.awaitOutput("refused: UNKNOWN_TYPE");
            assertThat(gateway.module("odd").path("state").asText()).isEqualTo("activated");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldKillAHostThatIsDeafToSigterm() throws Exception {
        Path deaf = MisbehavingHost.script(folder, "deaf", "trap '' TERM; while :; do sleep 1; done");
        try (BulkheadProcess gateway = runWithHost(deaf, "5s")) {
            assertThat(gateway.module("odd").path("error").asText()).startsWith("no host said hello within 5000 ms");
            assertNothingIsLeft();
            assertThat(gateway.stop()).isZero();
        }
    }

    /** No process has this test's folder on its command line, apart from the gateway, which has not. */
    private void assertNothingIsLeft() {
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.isAlive() && commandLine(process).contains(folder + "/")));
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
