package dev.bulkhead.testkit;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the author of a module says about it, for its contract. */
abstract class ContractTerms {
    /** As long as a gateway waits for the end of a module in its own process. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private Path folder;
    private Subject subject;

    @BeforeAll
    final void beginContract() throws Exception {
        folder = Files.createTempDirectory("bulkhead-contract");
        // Where a gateway looks whose configuration is in the folder.
        subject = subject().installedIn(folder.resolve("modules"));
    }

    @AfterAll
    final void endContract() throws IOException {
        close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Ends what still runs. */
    abstract void close();

    final Subject tested() {
        return subject;
    }

    /** {@return what is tested} Asked once. */
    protected abstract Subject subject() throws Exception;

    /** {@return a folder that is there for as long as the tests of this class run} For files that the module reads or writes. */
    protected final Path folder() {
        return folder;
    }

    /** {@return good arguments, a JSON object; none unless overridden} */
    protected String args() throws Exception {
        return "{}";
    }

    /** {@return arguments with which {@code create} must throw, each a JSON object} */
    protected List<String> badArgs() throws Exception {
        return List.of();
    }

    /** {@return messages that the module receives, in this order, without throwing; none if it only publishes} */
    protected List<Message> samples() throws Exception {
        return List.of();
    }

    /**
     * Throws unless the module has published, or done, what it must when it has received the samples. It is called again and again until
     * it does not throw, for at most 30 s.
     *
     * @param published what a module has published since it was made
     * @throws Exception or an {@code AssertionError}
     */
    protected abstract void verify(List<Message> published) throws Exception;

    /** Called before each life of the module that begins anew; a place to set the world back to what it was. */
    protected void prepare() throws Exception {}

    /** {@return how long the module needs on its clock, by {@code every} and {@code context.clock()}, until all has been published} */
    protected Duration takes() {
        return Duration.ZERO;
    }

    /**
     * {@return what must be the same in every activation; all that was published unless overridden} A module that measures, or
     * that tells the time, leaves out here what differs each time.
     */
    protected List<?> essence(List<Message> published) {
        return published;
    }

    /** {@return whether the module does nothing about a message that comes again and says {@code bulkhead.redelivered}} */
    protected boolean ignoresRedelivered() {
        return false;
    }

    /** {@return how long destroy may take} */
    Duration stopLimit() {
        return STOP_LIMIT;
    }

    /** {@return how long what must come may take, beside {@link #takes}} */
    Duration patience() {
        return Stage.PATIENCE;
    }

    final List<Message> awaitVerified(String where, Callable<List<Message>> published) {
        List<List<Message>> last = new ArrayList<>();
        await().alias(where).atMost(patience().plus(takes())).untilAsserted(() -> {
            List<Message> now = published.call();
            verify(now);
            last.add(now);
        });
        return last.get(0);
    }
}
