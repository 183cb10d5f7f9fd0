package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RollTest {
    private final Roll roll = new Roll();

    private void come(long... numbers) {
        for (long number : numbers) {
            roll.came(number);
        }
    }

    @Test
    void shouldFindNothingWrongWithMessagesInTurn() {
        come(0, 1, 2);

        assertThat(roll.after(3, 0)).isEqualTo(new Delivery(3, 0, 0, 0, 0));
    }

    @Test
    void shouldCountWhatNeverCame() {
        come(0, 3);

        assertThat(roll.after(6, 0)).isEqualTo(new Delivery(6, 4, 0, 0, 0));
    }

    @Test
    void shouldTellADuplicateFromAMissingMessage() {
        come(0, 1, 1, 3);

        assertThat(roll.after(4, 0)).isEqualTo(new Delivery(4, 1, 1, 0, 0));
    }

    @Test
    void shouldCountMessagesThatCameLate() {
        come(2, 0, 1, 3);

        assertThat(roll.after(4, 0)).isEqualTo(new Delivery(4, 0, 0, 2, 0));
    }

    @Test
    void shouldCountWhatNobodyPublishedAsDamaged() {
        come(0, 1);

        assertThat(roll.after(1, 0)).isEqualTo(new Delivery(1, 0, 0, 0, 1));
    }
}
