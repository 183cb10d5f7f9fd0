package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A link does what a plain queue with a policy does, whatever happens in which order; no publisher waits here. */
class LinkModelTest {
    enum Event {
        PUBLISH,
        PUBLISH_MORE,
        DELIVER,
        FAIL,
        SINK_STARTS,
        SINK_GOES_DOWN,
        SINK_RESTS
    }

    /** What a link should do, without threads. */
    private static final class Model {
        private final Overflow overflow;
        private final int capacity;
        private final Deque<Message> queue = new ArrayDeque<>();
        private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        private DropReason sinkAway = DropReason.SINK_DOWN;
        private long published;
        private long delivered;

        Model(Overflow overflow, int capacity) {
            this.overflow = overflow;
            this.capacity = capacity;
        }

        boolean publish(Message message) {
            published++;
            if (queue.size() < capacity) {
                return queue.add(message);
            }
            if (sinkAway != null) {
                drop(sinkAway);
                return false;
            }
            switch (overflow) {
                case BLOCK -> drop(DropReason.TIMEOUT);
                case DROP_NEWEST -> drop(DropReason.OVERFLOW);
                case DROP_OLDEST -> {
                    queue.remove();
                    drop(DropReason.OVERFLOW);
                    return queue.add(message);
                }
                case DEAD_LETTER -> throw new IllegalStateException("a queue in memory has no dead letters");
            }
            return false;
        }

        void drop(DropReason reason) {
            dropped.merge(reason, 1L, Long::sum);
        }

        LedgerSnapshot ledger() {
            return new LedgerSnapshot(published, delivered, queue.size(), 0, dropped);
        }
    }

    @Provide
    static Arbitrary<Overflow> inMemory() {
        return Arbitraries.of(Overflow.BLOCK, Overflow.DROP_OLDEST, Overflow.DROP_NEWEST);
    }

    @Property
    void shouldDoWhatAPlainQueueDoes(
            @ForAll("inMemory") Overflow overflow,
            @ForAll @IntRange(min = 1, max = 9) int capacity,
            @ForAll @Size(max = 100) List<Event> events) {
        Link link = new Link(Links.spec(overflow, capacity, Duration.ZERO), "a", () -> {});
        Model model = new Model(overflow, capacity);
        int number = 0;
        for (Event event : events) {
            switch (event) {
                case PUBLISH, PUBLISH_MORE -> {
                    Message message = Messages.number(++number);
                    assertThat(link.publish(message, null) == Link.Offer.QUEUED).isEqualTo(model.publish(message));
                }
                case DELIVER, FAIL -> take(link, model, event);
                case SINK_STARTS -> {
                    model.sinkAway = null;
                    link.sinkRunning();
                }
                case SINK_GOES_DOWN, SINK_RESTS -> {
                    model.sinkAway = event == Event.SINK_RESTS ? DropReason.SINK_SUSPENDED : DropReason.SINK_DOWN;
                    link.sinkAway(model.sinkAway);
                }
            }
            assertThat(link.ledger()).isEqualTo(model.ledger());
            assertThat(link.ledger().balances()).isTrue();
            assertThat(link.isEmpty()).isEqualTo(model.queue.isEmpty());
        }
    }

    private static void take(Link link, Model model, Event event) {
        Message taken = link.take(link);
        assertThat(taken).isEqualTo(model.queue.poll());
        if (taken != null) {
            assertThat(link.ledger().inFlight()).isEqualTo(1);
            if (event == Event.DELIVER) {
                model.delivered++;
                link.delivered(1, link);
            } else {
                model.drop(DropReason.RECEIVE_FAILED);
                link.failed(link, () -> Failure.of(new IllegalStateException()));
            }
        }
    }
}
