package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private static final int COUNT = 8;

    private final Attendance attendance = new Attendance(COUNT);

    private void come(int... sequences) {
        IntStream.of(sequences).forEach(sequence -> attendance.came(sequence % COUNT));
    }

    private void comeFromTo(int from, int to) {
        come(IntStream.range(from, to).toArray());
    }

    private Delivery after(long published) {
        return attendance.after(published, 0);
    }

    @Test
    void shouldFindNothingWrongInOrder() {
        comeFromTo(0, 3 * COUNT + 3);

        assertThat(after(3 * COUNT + 3)).isEqualTo(new Delivery(3 * COUNT + 3, 0, 0, 0, 0));
    }

    @Test
    void shouldMissWhatNeverCame() {
        comeFromTo(0, 3);
        comeFromTo(5, 20);
        comeFromTo(60, 70);

        assertThat(after(75)).isEqualTo(new Delivery(75, 2 + 40 + 5, 0, 0, 0));
    }

    @Test
    void shouldNotLetDuplicatesMakeUpForALoss() {
        comeFromTo(0, 3);
        comeFromTo(4, 14);
        comeFromTo(12, 20);

        Delivery delivery = after(20);
        assertThat(delivery.missing()).isEqualTo(1);
        assertThat(delivery.duplicates()).isEqualTo(2);
        assertThat(delivery.lost()).isEqualTo(5);
        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.requireSound(false))
                .withMessage("2 messages came twice, and 1 never");
    }

    @Test
    void shouldNoticeByTheOrderThatADuplicateStandsInForALostMessageOfTheSameContent() {
        comeFromTo(0, 3);
        comeFromTo(4, 12);
        comeFromTo(11, 20);

        Delivery delivery = after(20);
        assertThat(delivery).isEqualTo(new Delivery(20, 0, 0, 1, 0));
        assertThatIllegalStateException().isThrownBy(() -> delivery.requireSound(true));
    }

    @Test
    void shouldNoticeAnotherOrder() {
        come(0, 2, 1, 3, 4, 5, 7, 6, 8);

        Delivery delivery = after(9);
        assertThat(delivery).isEqualTo(new Delivery(9, 0, 0, 2, 0));
        delivery.requireSound(false);
        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.requireSound(true))
                .withMessage("messages came out of order, at least 2 times");
    }

    @Test
    void shouldGetAlongWithAnyOrderWhereNoneIsPromised() {
        for (int sequence = 0; sequence < 4 * COUNT; sequence += 2) {
            come(sequence + 1, sequence);
        }

        Delivery delivery = after(4 * COUNT);
        assertThat(delivery.missing()).isZero();
        assertThat(delivery.duplicates()).isZero();
    }

    @Test
    void shouldAddUp() {
        assertThat(new Delivery(1, 2, 3, 4, 5).plus(new Delivery(10, 20, 30, 40, 50)))
                .isEqualTo(new Delivery(11, 22, 33, 44, 55));
    }
}
