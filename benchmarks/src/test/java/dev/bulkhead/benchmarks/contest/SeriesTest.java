package dev.bulkhead.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void shouldTakeTheMiddleOfAnOddNumberOfRounds() {
        assertThat(new Series(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
    }

    @Test
    void shouldTakeTheMeanOfBothInTheMiddle() {
        assertThat(new Series(List.of(4.0, 1.0, 100.0, 2.0)).median()).isEqualTo(3);
    }

    @Test
    void shouldSpreadFromTheLeastToTheGreatest() {
        Series series = new Series(List.of(4.0, 1.0, 100.0));

        assertThat(series.min()).isEqualTo(1);
        assertThat(series.max()).isEqualTo(100);
    }

    @Test
    void shouldRefuseToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
    }
}
