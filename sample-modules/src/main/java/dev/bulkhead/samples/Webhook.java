package dev.bulkhead.samples;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages to a web server, as JSON: an object with properties and content, or {@code contentBase64} where the content is no
 * text. With a {@code batch} above 1 the body is an array of what has come together, which is one message while it is quiet and many under
 * load.
 *
 * <p>What the server answers with 408, 429 or 5xx, or not at all, is posted again, {@code retries} times with growing pauses; meanwhile
 * messages wait in the module's links. Redirects are not followed: what is posted goes to {@code url} and nowhere else. A message that
 * cannot be posted by itself is refused, so that its link counts it, and a durable one tries it again. Of a batch nobody could say that, so
 * what is lost is told in a message: {@code kind} {@code webhook-failed}, {@code unit} {@code messages}, {@code at}, {@code error}; its
 * content is the number.
 */
@BuiltFor(Api.VERSION)
@ModuleType(value = "bulkhead/webhook", args = Webhook.Args.class)
public final class Webhook implements Module {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** The most that a batch has in its body, about: what is beyond goes with the next. */
    private static final long MOST_BYTES = 4 << 20;

    private final List<Message> waiting = new ArrayList<>();
    private long waitingBytes;
    private ModuleContext context;
    private Poster poster;
    private int batch;

    /**
     * What {@code args} may hold. Null is what is not given.
     *
     * @param url where to, {@code http} or {@code https}; required
     * @param headers of each request, such as Authorization, whose value may be Bearer and a token from the environment; they are never logged
     * @param batch the most messages of a request, 1 to 10,000; 1 if not given
     * @param timeout how long the server may take for one answer, 1 ms to 5 min; 5 s if not given
     * @param retries how often it is tried again, 0 to 20; 3 if not given
     * @param backOff the pause before the first retry, 1 ms to 1 min, doubled before each further one up to 1 min; 200 ms if not given
     */
    public record Args(
            @Arg(required = true) String url,

            @Nullable Map<String, String> headers,
            @Arg(min = 1, max = 10_000) @Nullable Integer batch,
            @Nullable Duration timeout,
            @Arg(min = 0, max = 20) @Nullable Integer retries,
            @Nullable Duration backOff) {
        /** Says nothing of the headers, which may be secret. */
        @Override
        public String toString() {
            return "Args[url=" + url + "]";
        }
    }

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        Args args = context.args(Args.class);
        URI url = Poster.requireUrl(args.url());
        batch = args.batch() == null ? 1 : args.batch();
        Duration timeout = args.timeout() == null ? Duration.ofSeconds(5) : args.timeout();
        Duration backOff = args.backOff() == null ? Duration.ofMillis(200) : args.backOff();
        Poster.Patience patience = new Poster.Patience(
                Require.between("timeout", timeout, SHORTEST, Duration.ofMinutes(5)),
                args.retries() == null ? 3 : args.retries(),
                Require.between("backOff", backOff, SHORTEST, Poster.LONGEST_PAUSE));
        poster = new Poster(url, args.headers() == null ? Map.of() : args.headers(), patience);
    }

    @Override
    public void receive(Message message) throws IOException, InterruptedException {
        if (batch == 1) {
            poster.post(HookBody.of(message));
            return;
        }
        waiting.add(message);
        waitingBytes += message.size();
        if (waiting.size() >= batch || waitingBytes >= MOST_BYTES) {
            postWaiting();
        }
    }

    @Override
    public void endOfBatch() throws InterruptedException {
        if (!waiting.isEmpty()) {
            postWaiting();
        }
    }

    private void postWaiting() throws InterruptedException {
        try {
            poster.post(HookBody.of(waiting));
        } catch (IOException e) {
            LOG.error("{} messages are lost: {}", waiting.size(), e.getMessage());
            context.publish(Message.builder()
                    .property("kind", "webhook-failed")
                    .property("unit", "messages")
                    .property("at", Timestamps.text(context.clock().instant()))
                    .property("error", Printable.line(String.valueOf(e.getMessage())))
                    .text(Integer.toString(waiting.size()))
                    .build());
        } finally {
            waiting.clear();
            waitingBytes = 0;
        }
    }

    @Override
    public void destroy() {
        poster.close();
    }
}
