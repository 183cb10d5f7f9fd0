package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final MemoryQueue queue = MemoryQueue.of(Links.spec(Overflow.BLOCK, 10, Links.LONG));
    private final Ledger ledger = Links.ledger(queue);

    private LedgerSnapshot snapshot() {
        return ledger.snapshot();
    }

    private void offer(int messages) {
        Messages.upTo(messages).forEach(queue::offer);
    }

    @Test
    void shouldBeginWithNothing() {
        assertThat(snapshot()).isEqualTo(new LedgerSnapshot(0, 0, 0, 0, Map.of()));
        assertThat(snapshot().balances()).isTrue();
    }

    @Test
    void shouldHaveInFlightWhatWasTakenAndIsNotDone() {
        offer(6);
        for (int i = 0; i < 5; i++) {
            queue.poll();
        }
        ledger.delivered(1);
        ledger.lost(DropReason.RECEIVE_FAILED);
        ledger.lost(DropReason.HOST_LOST);

        assertThat(snapshot())
                .isEqualTo(new LedgerSnapshot(
                        6, 1, 1, 2, Map.of(DropReason.RECEIVE_FAILED, 1L, DropReason.HOST_LOST, 1L)));
        assertThat(snapshot().balances()).isTrue();
    }

    @Test
    void shouldCountWhatWasRefusedAsPublishedAndNotAsInFlight() {
        offer(1);
        ledger.refused(DropReason.OVERFLOW);
        ledger.refused(DropReason.TIMEOUT);
        ledger.refused(DropReason.SINK_DOWN);

        assertThat(snapshot())
                .isEqualTo(new LedgerSnapshot(
                        4, 0, 1, 0, Map.of(DropReason.OVERFLOW, 1L, DropReason.TIMEOUT, 1L, DropReason.SINK_DOWN, 1L)));
        assertThat(snapshot().balances()).isTrue();
    }

    @Test
    void shouldNotTakeWhatWasEvictedForInFlight() {
        offer(3);
        queue.poll();
        queue.poll();
        ledger.evicted(2, DropReason.OVERFLOW);

        assertThat(snapshot()).isEqualTo(new LedgerSnapshot(3, 0, 1, 0, Map.of(DropReason.OVERFLOW, 2L)));
        assertThat(snapshot().balances()).isTrue();
    }

    @Test
    void shouldTellThatItDoesNotBalance() {
        offer(1);
        ledger.delivered(1);

        assertThat(snapshot().balances()).isFalse();
    }

    @Test
    void shouldLeaveASnapshotAsItWas() {
        offer(1);
        LedgerSnapshot before = snapshot();
        offer(1);

        assertThat(before.published()).isEqualTo(1);
        assertThat(snapshot().published()).isEqualTo(2);
    }
}
