package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BulkheadTest(Webhook.class)
class WebhookTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    /** What is answered; 200 when there is nothing left. 0 is no answer. */
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    private byte[] answer = {};
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            secrets.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Integer status = answers.poll();
            if (status != null && status == 0) {
                return;
            }
            exchange.getResponseHeaders().set("Location", url + "/elsewhere");
            exchange.sendResponseHeaders(status == null ? 200 : status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Webhook.Args args(int batch, int retries) {
        return new Webhook.Args(
                url + "/hook?key=s3cret",
                Map.of("Authorization", "Bearer s3cret"),
                batch,
                Duration.ofSeconds(5),
                retries,
                SOON);
    }

    private static Message text(String text) {
        return Message.of(Map.of("kind", "note"), text);
    }

    @Test
    void shouldPostEachMessageWithItsHeaders(ModuleUnderTest hook) throws Exception {
        hook.args(args(1, 0)).start();
        hook.send(text("a \"b\"\nü"), Message.of(Map.of(), new byte[] {-1, 0}));

        assertThat(bodies)
                .containsExactly(
                        "{\"properties\":{\"kind\":\"note\"},\"content\":\"a \\\"b\\\"\\nü\"}",
                        "{\"properties\":{},\"contentBase64\":\"/wA=\"}");
        assertThat(secrets).containsOnly("Bearer s3cret");
        assertThat(hook.inbox().delivered()).isEqualTo(2);
    }

    @Test
    void shouldPostWhatComesTogetherInOneRequest(ModuleUnderTest hook) throws Exception {
        hook.args(args(100, 0)).start();
        List<Message> flood = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            flood.add(text("n" + i));
        }
        hook.faults().flood(1000, flood);

        assertThat(bodies).as("in order, and at most 100 at once").hasSizeBetween(3, 10);
        String all = String.join("", bodies);
        for (int i = 1; i < 250; i++) {
            assertThat(all.indexOf("\"n" + i + "\"")).isGreaterThan(all.indexOf("\"n" + (i - 1) + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void shouldTryAgainWhatMayWorkLater(int status, ModuleUnderTest hook) throws Exception {
        answers.addAll(List.of(status, status));
        hook.args(args(1, 2)).start();
        hook.send(text("a"));

        assertThat(bodies).hasSize(3).containsOnly(bodies.get(0));
        assertThat(hook.inbox().delivered()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMessageThatCannotBePosted(ModuleUnderTest hook) throws Exception {
        answers.addAll(List.of(500, 500));
        answer = "the database is full".getBytes(UTF_8);
        hook.args(args(1, 1)).start();
        hook.send(text("a"), text("b"));

        assertThat(hook.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage(url + "/hook answered 500: the database is full"));
        assertThat(bodies).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void shouldNotTryAgainWhatNeverWorks(int status, ModuleUnderTest hook) throws Exception {
        answers.add(status);
        hook.args(args(1, 3)).start();
        hook.send(text("a"));

        assertThat(hook.failures()).hasSize(1);
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void shouldNotFollowARedirect(int status, ModuleUnderTest hook) throws Exception {
        answers.add(status);
        hook.args(args(1, 3)).start();
        hook.send(text("a"));

        assertThat(hook.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageContaining("a redirect, which is not followed"));
        assertThat(bodies).hasSize(1);
    }

    @Test
    void shouldGiveUpOnAServerThatDoesNotAnswer(ModuleUnderTest hook) throws Exception {
        answers.add(0);
        hook.args(new Webhook.Args(url, null, null, Duration.ofMillis(100), 0, SOON))
                .start();
        hook.send(text("a"));

        assertThat(hook.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown.getMessage()).startsWith(url));
    }

    @Test
    void shouldGiveUpOnAServerThatIsNotThere(ModuleUnderTest hook) throws Exception {
        server.stop(0);
        hook.args(args(1, 1)).start();
        hook.send(text("a"));

        assertThat(hook.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageStartingWith(url + "/hook cannot be reached: "));
    }

    @Test
    void shouldReadNoMoreOfAnAnswerThanItNeeds(ModuleUnderTest hook) throws Exception {
        answers.add(400);
        answer = "x".repeat(5_000_000).getBytes(UTF_8);
        hook.args(args(1, 0)).start();
        hook.send(text("a"));

        assertThat(hook.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(2000));
    }

    @Test
    void shouldSayHowManyOfABatchAreLost(ModuleUnderTest hook) throws Exception {
        answers.add(400);
        hook.args(args(10, 0)).start();
        hook.send(text("a"));

        assertThat(hook.published()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("1");
            assertThat(message.properties())
                    .containsEntry("kind", "webhook-failed")
                    .containsEntry("at", "2026-01-31T08:15:00.000Z");
            assertThat(message.property("error").orElse("")).doesNotContain("s3cret");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| args/url: it is missing",
                "{ \"url\": \"ftp://example.org/\" }| url is not one of http or https",
                "{ \"url\": \"http://user:s3cret@example.org/\" }| without a user's name",
                "{ \"url\": \"http://h/\", \"batch\": 0 }| args/batch: 0 is too small",
                "{ \"url\": \"http://h/\", \"timeout\": \"1h\" }| timeout is 3600000 ms",
                "{ \"url\": \"http://h/\", \"headers\": { \"X-Key\": \"s3cret\\n\" } }| headers: \"X-Key\""
            })
    void shouldRefuseWhatItCannotRunWithAndTellNoSecret(String args, String words, ModuleUnderTest hook) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hook.args(args).start())
                .withMessageContaining(words)
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("s3cret"));
    }

    @Test
    void shouldTellNoSecretWhenItsArgumentsAreShown() {
        assertThat(args(1, 1).toString()).doesNotContain("Bearer");
    }

    @Nested
    class Contract extends SampleContract {
        private final Queue<String> got = new ArrayDeque<>();
        private HttpServer own;

        Contract() {
            super(Webhook.class);
        }

        @Override
        protected void prepare() throws IOException {
            synchronized (got) {
                got.clear();
            }
            if (own == null) {
                own = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                own.createContext("/", exchange -> {
                    synchronized (got) {
                        got.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                own.start();
            }
        }

        @Override
        protected String args() throws IOException {
            prepare();
            return "{ \"url\": \"http://127.0.0.1:" + own.getAddress().getPort() + "/\" }";
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{}", "{ \"url\": \"nowhere\" }", "{ \"url\": \"http://h/\", \"retries\": 99 }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(text("a"), text("b"));
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).isEmpty();
            synchronized (got) {
                assertThat(got).hasSize(2).first().asString().contains("\"a\"");
            }
        }
    }
}
