package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();
    private final Link first = Links.running(Links.spec(Overflow.BLOCK, 10_000, Links.LONG));
    private final Link second = Links.running(Links.spec(Overflow.BLOCK, 10_000, Links.LONG));

    private void take(Link link, int messages) {
        for (int i = 0; i < messages; i++) {
            link.publish(Messages.number(i), null);
            link.take(this);
            inFlight.taken(link);
        }
    }

    private static LedgerSnapshot counts(long delivered, long inFlight, Map<DropReason, Long> dropped) {
        long total = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new LedgerSnapshot(delivered + inFlight + total, delivered, 0, inFlight, dropped);
    }

    @Test
    void shouldSettleOnTheLinkThatEachMessageCameFrom() {
        take(first, 2);
        take(second, 3);
        take(first, 1);
        inFlight.settle(4, new long[] {});

        assertThat(first.ledger()).isEqualTo(counts(2, 1, Map.of()));
        assertThat(second.ledger()).isEqualTo(counts(2, 1, Map.of()));
    }

    @Test
    void shouldCountTheFailedOnes() {
        take(first, 3);
        take(second, 3);
        inFlight.settle(5, new long[] {1, 3, 4});

        assertThat(first.ledger()).isEqualTo(counts(1, 0, Map.of(DropReason.RECEIVE_FAILED, 2L)));
        assertThat(second.ledger()).isEqualTo(counts(1, 1, Map.of(DropReason.RECEIVE_FAILED, 1L)));
    }

    @Test
    void shouldCountEachMessageOnce() {
        take(first, 5);
        inFlight.settle(3, new long[] {2});
        inFlight.settle(3, new long[] {2});
        inFlight.settle(1, new long[] {1});
        inFlight.settle(5, new long[] {2, 4});

        assertThat(first.ledger()).isEqualTo(counts(3, 0, Map.of(DropReason.RECEIVE_FAILED, 2L)));
    }

    @Test
    void shouldIgnoreFailuresBeyondWhatIsSettled() {
        take(first, 2);
        inFlight.settle(1, new long[] {2});

        assertThat(first.ledger()).isEqualTo(counts(1, 1, Map.of()));
    }

    @Test
    void shouldRefuseToSettleWhatWasNeverTaken() {
        take(first, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> inFlight.settle(3, new long[] {}))
                .withMessage("message 3 was reported processed, but only 2 were handed on");
        assertThat(first.ledger()).isEqualTo(counts(0, 2, Map.of()));
    }

    @Test
    void shouldLoseWhatIsNotSettled() {
        take(first, 3);
        take(second, 1);
        inFlight.settle(2, new long[] {});
        inFlight.lose();
        inFlight.lose();

        assertThat(first.ledger()).isEqualTo(counts(2, 0, Map.of(DropReason.HOST_LOST, 1L)));
        assertThat(second.ledger()).isEqualTo(counts(0, 0, Map.of(DropReason.HOST_LOST, 1L)));
    }

    @Test
    void shouldNotCountAReportThatComesAfterTheLoss() {
        take(first, 3);
        inFlight.lose();
        inFlight.settle(3, new long[] {1});

        assertThat(first.ledger()).isEqualTo(counts(0, 0, Map.of(DropReason.HOST_LOST, 3L)));
    }

    @Test
    void shouldLoseWhatIsTakenAfterTheLossWhenTheBatchEnds() {
        take(first, 1);
        inFlight.lose();
        take(first, 2);
        inFlight.batchEnded();
        inFlight.settle(3, new long[] {});

        assertThat(first.ledger()).isEqualTo(counts(0, 0, Map.of(DropReason.HOST_LOST, 3L)));
    }

    @Test
    void shouldRememberTheLinksOfManyMessagesInOrder() {
        take(first, 700);
        inFlight.settle(700, new long[] {});
        // The ring now begins in its middle, and grows twice.
        take(second, 1500);
        take(first, 1500);
        inFlight.settle(700 + 1500, new long[] {});

        assertThat(first.ledger()).isEqualTo(counts(700, 1500, Map.of()));
        assertThat(second.ledger()).isEqualTo(counts(1500, 0, Map.of()));
    }

    @Test
    void shouldKeepWhatTheNewestFewFailedWithUntilTheyAreSettled() {
        take(first, 40);
        for (int number = 1; number <= 40; number++) {
            inFlight.failed(number, new Failure("cause " + number, ""));
        }

        assertThat(inFlight.failureOf(8)).isEqualTo(Failure.LEFT_OUT);
        assertThat(inFlight.failureOf(9)).isEqualTo(new Failure("cause 9", ""));
        inFlight.settle(39, new long[] {8, 9});
        assertThat(inFlight.failureOf(9)).isEqualTo(Failure.LEFT_OUT);
        assertThat(inFlight.failureOf(40)).isEqualTo(new Failure("cause 40", ""));
    }

    @Test
    void shouldRefuseAFailureOfWhatWasNeverTakenAndForgetOneOfWhatIsSettled() {
        take(first, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inFlight.failed(2, Failure.LEFT_OUT))
                .withMessage("message 2 was reported failed, but only 1 were handed on");
        assertThat(inFlight.isAnyUnsettled()).isTrue();
        inFlight.settle(1, new long[] {});
        inFlight.failed(1, new Failure("late", ""));

        assertThat(inFlight.isAnyUnsettled()).isFalse();
        assertThat(inFlight.failureOf(1)).isEqualTo(Failure.LEFT_OUT);
    }
}
