package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.Marks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What can go wrong around a module, on demand. The test's thread alone calls. */
public final class Faults {
    private static final String FLOOD = "flood";
    private static final String DURABLE = "durable";

    /** Waits until the module is at rest. */
    interface Settling {
        void settle() throws Exception;
    }

    private final Surroundings around;
    private final Answers answers;
    private final Settling settling;
    private Sinks.@Nullable Sleeper sleeper;
    private long sequence;
    private volatile @Nullable Flood flood;

    Faults(Surroundings around, Answers answers, Settling settling) {
        this.around = around;
        this.answers = answers;
        this.settling = settling;
    }

    /**
     * Answers every {@code publish} so from now on. Only what is answered as accepted or partly dropped arrives.
     *
     * @see #publishTruly
     */
    public void publishAnswers(PublishResult answer) {
        answers.force(answer);
    }

    /** Lets {@code publish} tell the truth again. */
    public void publishTruly() {
        answers.force(null);
    }

    /**
     * Adds a second sink of everything, which takes nothing for now. When its link is full, {@code publish} waits for {@code blockFor}, in
     * real time, and then answers {@link PublishResult#PARTLY_DROPPED}.
     *
     * @param room how many messages its link holds, from 1 on
     * @param blockFor how long a publish waits
     * @throws IllegalStateException if there is one already
     */
    public void slowSink(int room, Duration blockFor) throws Exception {
        if (sleeper != null) {
            throw new IllegalStateException("there is a slow sink already");
        }
        sleeper = around.addSleeper(room, blockFor);
    }

    /** Lets the slow sink take all that waits for it, and all that comes. */
    public void releaseSink() {
        Sinks.Sleeper asleep = sleeper;
        if (asleep != null) {
            asleep.wake();
        }
    }

    /**
     * Delivers a message twice, as a durable link does after a crash: with the properties {@code bulkhead.source} and
     * {@code bulkhead.sequence}, and the second time with {@code bulkhead.redelivered} too.
     */
    public void deliverTwice(Message message) throws Exception {
        sequence++;
        var unusedFirst = around.publish(DURABLE, marked(message, false));
        settling.settle();
        var unusedSecond = around.publish(DURABLE, marked(message, true));
        settling.settle();
    }

    private Message marked(Message message, boolean redelivered) {
        return marked(message, DURABLE, sequence, redelivered);
    }

    /** {@return the message as a durable link delivers it} */
    static Message marked(Message message, String source, long number, boolean redelivered) {
        Map<String, String> properties = new LinkedHashMap<>(message.properties());
        properties.put(Marks.SOURCE, source);
        properties.put(Marks.SEQUENCE, Long.toString(number));
        if (redelivered) {
            properties.put(Marks.REDELIVERED, "true");
        }
        return Message.of(properties, message.content());
    }

    /**
     * Delivers the messages of several links in another order: each link keeps its own, and whose turn it is chance decides.
     *
     * @param seed the same one gives the same order
     * @param links the messages of each link
     */
    @SafeVarargs
    public final void interleave(long seed, List<Message>... links) throws Exception {
        Random random = new Random(seed);
        List<Map.Entry<String, Deque<Message>>> waiting = new ArrayList<>();
        for (List<Message> link : links) {
            waiting.add(Map.entry("link-" + waiting.size(), new ArrayDeque<>(link)));
        }
        waiting.removeIf(link -> link.getValue().isEmpty());
        while (!waiting.isEmpty()) {
            Map.Entry<String, Deque<Message>> next = waiting.get(random.nextInt(waiting.size()));
            var unused = around.publish(next.getKey(), next.getValue().removeFirst());
            settling.settle();
            waiting.removeIf(link -> link.getValue().isEmpty());
        }
    }

    /**
     * Publishes more than the inbox holds, while the module is at the first of them: that one and {@code capacity} more arrive, the others
     * are dropped.
     *
     * @param capacity how many messages the link holds; the same in every call
     * @return how many were dropped
     */
    public int flood(int capacity, List<Message> messages) throws Exception {
        Flood begun = new Flood();
        flood = begun;
        int dropped = 0;
        try {
            for (Message message : messages) {
                dropped += around.publishNarrowly(FLOOD, capacity, message) == PublishResult.DROPPED ? 1 : 0;
                begun.awaitFirst();
            }
        } finally {
            begun.end();
            flood = null;
        }
        settling.settle();
        return dropped;
    }

    /** The module has processed a message. On its thread. */
    void processed(String source) {
        Flood present = flood;
        if (present != null && source.equals(FLOOD)) {
            present.hold();
        }
    }

    /** Lets everybody go. */
    void end() {
        releaseSink();
        publishTruly();
    }

    /** Holds the module's thread at the first message. */
    private static final class Flood {
        private final CountDownLatch first = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        void hold() {
            first.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void awaitFirst() throws InterruptedException {
            if (!first.await(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "the module has not received a message after " + Calls.LIMIT.toSeconds() + " s");
            }
        }

        void end() {
            over.countDown();
        }
    }
}
