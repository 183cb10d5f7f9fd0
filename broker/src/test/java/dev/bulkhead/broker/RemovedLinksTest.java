package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RemovedLinksTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final RemovedLinks removed = new RemovedLinks(nanoTime::get);

    private Ledger add() {
        Ledger ledger = Links.ledger(MemoryQueue.of(LinkSpec.between("a", "b")));
        removed.add(ledger);
        return ledger;
    }

    @Test
    void shouldStillCountWhatAPublisherThatWasHeldUpCounts() {
        Ledger late = add();
        nanoTime.set(RemovedLinks.KEPT.toNanos());
        add();
        late.refused(DropReason.LINK_REMOVED);

        assertThat(removed.sum()).isEqualTo(new LedgerSnapshot(1, 0, 0, 0, Map.of(DropReason.LINK_REMOVED, 1L)));
    }

    @Test
    void shouldKeepTheSumOfThoseThatItForgets() {
        for (int i = 0; i < 5; i++) {
            add().refused(DropReason.OVERFLOW);
            nanoTime.addAndGet(RemovedLinks.KEPT.toNanos() + 1);
        }
        Ledger forgotten = add();
        nanoTime.addAndGet(RemovedLinks.KEPT.toNanos() + 1);
        add();
        forgotten.refused(DropReason.OVERFLOW);

        assertThat(removed.sum()).isEqualTo(new LedgerSnapshot(5, 0, 0, 0, Map.of(DropReason.OVERFLOW, 5L)));
    }

    @Test
    void shouldNotForgetALinkWhoseMessagesAreInFlight() {
        MemoryQueue queue = MemoryQueue.of(LinkSpec.between("a", "b"));
        Ledger ledger = Links.ledger(queue);
        queue.offer(Messages.number(1));
        queue.poll();
        removed.add(ledger);
        nanoTime.set(RemovedLinks.KEPT.toNanos() + 1);
        add();
        ledger.delivered(1);

        assertThat(removed.sum()).isEqualTo(new LedgerSnapshot(1, 1, 0, 0, Map.of()));
    }
}
