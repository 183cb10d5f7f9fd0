package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void shouldBeginWithNothing() {
        assertThat(ledger.snapshot(0)).isEqualTo(new LedgerSnapshot(0, 0, 0, 0, Map.of()));
        assertThat(ledger.snapshot(0).balances()).isTrue();
    }

    @Test
    void shouldHaveInFlightWhatWasTakenAndIsNotDone() {
        for (int i = 0; i < 5; i++) {
            ledger.published();
            ledger.taken();
        }
        ledger.delivered();
        ledger.dropped(DropReason.RECEIVE_FAILED);
        ledger.dropped(DropReason.HOST_LOST);

        LedgerSnapshot snapshot = ledger.snapshot(0);
        assertThat(snapshot)
                .isEqualTo(new LedgerSnapshot(
                        5, 1, 0, 2, Map.of(DropReason.RECEIVE_FAILED, 1L, DropReason.HOST_LOST, 1L)));
        assertThat(snapshot.balances()).isTrue();
    }

    @Test
    void shouldNotTakeWhatNeverLeftTheQueueForInFlight() {
        for (DropReason reason : new DropReason[] {DropReason.OVERFLOW, DropReason.TIMEOUT, DropReason.SINK_DOWN}) {
            ledger.published();
            ledger.dropped(reason);
        }
        ledger.published();

        LedgerSnapshot snapshot = ledger.snapshot(1);
        assertThat(snapshot.inFlight()).isZero();
        assertThat(snapshot.queued()).isEqualTo(1);
        assertThat(snapshot.droppedTotal()).isEqualTo(3);
        assertThat(snapshot.balances()).isTrue();
    }

    @Test
    void shouldTellThatItDoesNotBalance() {
        ledger.published();

        assertThat(ledger.snapshot(0).balances()).isFalse();
        assertThat(ledger.snapshot(2).balances()).isFalse();
    }

    @Test
    void shouldLeaveASnapshotAsItWas() {
        ledger.published();
        LedgerSnapshot before = ledger.snapshot(1);
        ledger.published();

        assertThat(before.published()).isEqualTo(1);
        assertThat(ledger.snapshot(2).published()).isEqualTo(2);
    }
}
