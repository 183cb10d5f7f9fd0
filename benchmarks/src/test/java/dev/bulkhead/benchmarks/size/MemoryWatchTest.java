package dev.bulkhead.benchmarks.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
    @Test
    void shouldTakeTheMedianOfEachThird() {
        List<Double> values = List.of(1.0, 2.0, 3.0, 10.0, 30.0, 20.0, 7.0, 8.0, 9.0);

        assertThat(MemoryWatch.median(values, 0)).isEqualTo(2);
        assertThat(MemoryWatch.median(values, 1)).isEqualTo(20);
        assertThat(MemoryWatch.median(values, 2)).isEqualTo(8);
    }

    @Test
    void shouldFindAMedianInEachThirdOfASingleValue() {
        assertThat(MemoryWatch.median(List.of(5.0), 0)).isEqualTo(5);
        assertThat(MemoryWatch.median(List.of(5.0), 1)).isEqualTo(5);
        assertThat(MemoryWatch.median(List.of(5.0), 2)).isEqualTo(5);
    }
}
