package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LoadAverageTest {
    @Test
    void shouldReadTheAverageOfTheLastMinute() {
        assertThat(LoadAverage.parse("0.27 0.16 0.11 2/85 5558\n")).isEqualTo(new LoadAverage(0.27));
    }

    @Test
    void shouldRefuseTextWithoutANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoadAverage.parse(""));
    }
}
