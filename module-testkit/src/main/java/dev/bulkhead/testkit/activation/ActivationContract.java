package dev.bulkhead.testkit.activation;

import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.testkit.activation.probe.Diary;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Publisher;
import dev.bulkhead.testkit.activation.probe.Unbuildable;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a module may rely on wherever it runs. One subclass per activation; the assertions are the same for all. The module under
 * test stands between a feeder and a collector in the test's process.
 */
@SuppressWarnings("try") // a gateway runs for as long as its block, named in it or not
public abstract class ActivationContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEBIBYTE = 1024 * 1024;

    private final String box = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    /** {@return the value of {@code "activation"} in {@code gateway.json}} */
    protected abstract String activation();

    /** {@return where the gateway's configuration and data are} */
    protected final Path folder() {
        return folder;
    }

    /** {@return more keys of the module under test, each behind a comma} */
    protected String moreKeys() {
        return "";
    }

    /** {@return more modules, each behind a comma} */
    protected String neighbours() {
        return "";
    }

    /**
     * Called when a gateway has started; for whatever else an activation needs until the module runs or has failed.
     *
     * @param data the gateway's data folder
     */
    protected void started(TestGateway gateway, Path data) throws Exception {}

    private TestGateway start(Class<? extends Module> type, String argsJson) throws Exception {
        return start(type.getName(), argsJson);
    }

    private TestGateway start(String className, String argsJson) throws Exception {
        TestGateway gateway = TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "probe", "class": "%s", "activation": %s, "args": %s%s },
                  { "name": "collector", "class": "%s", "args": { "box": "%s" } }%s
                ],
                "links": [
                  { "source": "feeder", "sink": "probe", "blockFor": "60s" },
                  { "source": "probe", "sink": "collector", "blockFor": "60s" }
                ]
                """.formatted(
                        Feeder.class.getName(),
                        box,
                        className,
                        activation(),
                        argsJson,
                        moreKeys(),
                        Collector.class.getName(),
                        box,
                        neighbours()));
        try {
            started(gateway, folder.resolve("data"));
        } catch (Exception | Error e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private PublishResult feed(Message message) {
        return Feeder.publish(box, message);
    }

    private PublishResult feed(String text) {
        return feed(Message.of(Map.of(), text));
    }

    private void awaitCollected(int count) {
        await().atMost(PATIENCE).until(() -> Collector.count(box) >= count);
    }

    private List<String> collectedTexts() {
        return Collector.received(box).stream().map(Message::text).toList();
    }

    private static void awaitBalancedDelivery(TestGateway gateway, String source, String sink, long messages) {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.link(source, sink), messages));
    }

    @Test
    void shouldCallTheModuleInOrderOnOneThread() throws Exception {
        try (TestGateway gateway = start(Diary.class, "{}")) {
            feed("one");
            await().atMost(PATIENCE).until(() -> calls().contains("endOfBatch") && calls().contains("every"));
        }
        assertThat(calls()).startsWith("constructor", "create", "start").endsWith("destroy");
        assertThat(calls()).containsSubsequence("start", "receive one", "endOfBatch", "destroy");
        assertThat(calls()).containsOnlyOnce("constructor", "create", "start", "every", "destroy");
        assertThat(Collector.received(box).stream()
                        .map(entry -> entry.properties().get("thread")))
                .as("the threads of all calls")
                .hasSizeGreaterThan(5)
                .containsOnly(Collector.received(box).get(0).properties().get("thread"));
    }

    private List<String> calls() {
        return Collector.received(box).stream()
                .map(entry -> entry.property("call").orElse(""))
                .toList();
    }

    @Test
    void shouldKeepTheOrderOfMessages() throws Exception {
        List<String> numbers = new ArrayList<>();
        try (TestGateway gateway = start(Echo.class, "{}")) {
            for (int i = 0; i < 10_000; i++) {
                numbers.add("message " + i);
                assertThat(feed(numbers.get(i))).isEqualTo(PublishResult.ACCEPTED);
            }
            awaitCollected(numbers.size());
        }
        assertThat(collectedTexts()).isEqualTo(numbers);
    }

    @Test
    void shouldKeepPropertiesAndBytesIntact() throws Exception {
        List<Message> messages = List.of(
                Message.of(Map.of(), new byte[0]),
                Message.of(Map.of("", ""), new byte[] {0}),
                Message.of(Map.of("größe", "µ → 🛰"), "Ünïcödé 🙂"),
                Message.builder()
                        .property("z", "1")
                        .property("a", "2")
                        .property("m", "")
                        .build(),
                Message.of(Map.of("kind", "large"), randomBytes(MEBIBYTE)),
                Message.of(Map.of("kind", "larger than a batch"), randomBytes(5 * MEBIBYTE)));
        try (TestGateway gateway = start(Echo.class, "{}")) {
            messages.forEach(this::feed);
            awaitCollected(messages.size());
        }
        assertThat(Collector.received(box)).isEqualTo(messages);
        assertThat(Collector.received(box).get(3).properties().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void shouldCarryAMessageOfExactlyTheLimit() throws Exception {
        Message largest = Message.of(Map.of(), randomBytes(16 * MEBIBYTE - 14));
        try (TestGateway gateway = start(Echo.class, "{}")) {
            feed(largest);
            awaitCollected(1);
            awaitBalancedDelivery(gateway, "probe", "collector", 1);
        }
        assertThat(Collector.received(box)).containsExactly(largest);
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldLoseNothingOfABurst() throws Exception {
        int burst = 200_000;
        byte[] content = randomBytes(256);
        try (TestGateway gateway = start(Echo.class, "{}")) {
            for (int i = 0; i < burst; i++) {
                feed(Message.builder()
                        .property("number", String.valueOf(i))
                        .property("kind", "burst")
                        .content(content)
                        .build());
            }
            awaitCollected(burst);
            awaitBalancedDelivery(gateway, "feeder", "probe", burst);
            awaitBalancedDelivery(gateway, "probe", "collector", burst);
        }
        List<Message> received = Collector.received(box);
        assertThat(received).hasSize(burst);
        for (int i = 0; i < burst; i++) {
            assertThat(received.get(i).properties()).containsEntry("number", String.valueOf(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start"})
    void shouldReportTheModulesOwnWordsWhenItCannotBegin(String where) throws Exception {
        try (TestGateway gateway = start(Faulty.class, "{ \"where\": \"" + where + "\" }")) {
            JsonNode probe = gateway.module("probe");
            assertThat(probe.path("state").asText()).isEqualTo("deactivated");
            assertThat(probe.path("reason").asText()).isEqualTo("InitializationFailed");
            assertThat(probe.path("error").asText()).isEqualTo("java.io.IOException: no valve at port 7 in " + where);
            assertThat(gateway.module("collector").path("state").asText()).isEqualTo("activated");
        }
    }

    @Test
    void shouldReportAConstructorThatThrows() throws Exception {
        try (TestGateway gateway = start(Unbuildable.class, "{}")) {
            JsonNode probe = gateway.module("probe");
            assertThat(probe.path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(probe.path("error").asText()).isEqualTo("built on sand");
        }
    }

    @Test
    void shouldReportAClassThatIsNotThere() throws Exception {
        try (TestGateway gateway = start("com.acme.Nowhere", "{}")) {
            JsonNode probe = gateway.module("probe");
            assertThat(probe.path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(probe.path("error").asText()).startsWith("there is no class com.acme.Nowhere");
        }
    }

    @Test
    void shouldReportAClassThatIsNoModule() throws Exception {
        try (TestGateway gateway = start(LedgerAssert.class.getName(), "{}")) {
            assertThat(gateway.module("probe").path("error").asText())
                    .isEqualTo(
                            "the class dev.bulkhead.testkit.activation.LedgerAssert does not implement dev.bulkhead.api.Module");
        }
    }

    @Test
    void shouldReportArgumentsThatDoNotFit() throws Exception {
        try (TestGateway gateway = start(Faulty.class, "{ \"whree\": \"create\" }")) {
            assertThat(gateway.module("probe").path("error").asText())
                    .startsWith("args/whree: ")
                    .contains("where");
        }
    }

    @Test
    void shouldCountAReceiveThatThrowsAndGoOn() throws Exception {
        try (TestGateway gateway = start(Faulty.class, "{ \"where\": \"\" }")) {
            for (String text : List.of("a", "throw", "b", "throw", "overflow", "c")) {
                feed(text);
            }
            awaitCollected(3);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.link("feeder", "probe");
                assertThat(link.path("droppedByReason").path("receive-failed").asLong())
                        .isEqualTo(3);
                assertThat(link.path("delivered").asLong()).isEqualTo(3);
                assertBalanced(link);
            });
            assertThat(gateway.module("probe").path("state").asText()).isEqualTo("activated");
        }
        assertThat(collectedTexts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldTakeWhatIsPublishedFromReceiveAndFromAThreadOfTheAuthors() throws Exception {
        try (TestGateway gateway = start(Publisher.class, "{}")) {
            feed("here");
            feed("thread");
            awaitCollected(2);
        }
        assertThat(collectedTexts()).containsExactly("receive", "thread");
    }

    @Test
    void shouldRefuseAMessageThatIsTooLargeWithItsSizeAndTheLimit() throws Exception {
        int content = 16 * MEBIBYTE - 13;
        try (TestGateway gateway = start(Publisher.class, "{}")) {
            feed(String.valueOf(content));
            awaitCollected(1);
            assertThat(collectedTexts().get(0))
                    .startsWith("the message has " + (content + 14) + " bytes, the limit is " + 16 * MEBIBYTE);
            awaitBalancedDelivery(gateway, "probe", "collector", 1);
        }
    }

    @Test
    void shouldProcessWhatIsQueuedBeforeItIsDestroyed() throws Exception {
        try (TestGateway gateway = start(Echo.class, "{}")) {
            for (int i = 0; i < 1000; i++) {
                feed("message " + i);
            }
        }
        assertThat(Collector.count(box)).isEqualTo(1000);
    }

    @Test
    void shouldStopEvenWhenDestroyThrows() throws Exception {
        TestGateway gateway = start(Faulty.class, "{ \"where\": \"destroy\" }");
        gateway.close();
        assertThat(gateway.module("probe").path("state").asText()).isEqualTo("deactivated");
        assertThat(gateway.module("probe").path("reason").asText()).isEqualTo("Shutdown");
    }
}
