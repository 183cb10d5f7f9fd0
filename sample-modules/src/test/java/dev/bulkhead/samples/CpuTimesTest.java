package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void shouldCountIdleAndWaitingForDisksAsNotBusy() {
        CpuTimes times = CpuTimes.parse("""
                cpu  100 20 30 1000 50 1 2 3 0 0
                cpu0 100 20 30 1000 50 1 2 3 0 0
                intr 12345 0 9
                """);

        assertThat(times).isEqualTo(new CpuTimes(156, 1206));
    }

    @Test
    void shouldNotCountTheTimeOfGuestsTwice() {
        assertThat(CpuTimes.parse("cpu  100 20 30 1000 50 1 2 3 90 10")).isEqualTo(new CpuTimes(156, 1206));
    }

    @Test
    void shouldIgnoreColumnsOfKernelsToCome() {
        assertThat(CpuTimes.parse("cpu  100 20 30 1000 50 1 2 3 0 0 777 888")).isEqualTo(new CpuTimes(156, 1206));
    }

    @Test
    void shouldReadTheFourColumnsOfOldKernels() {
        assertThat(CpuTimes.parse("cpu  100 20 30 1000\n")).isEqualTo(new CpuTimes(150, 1150));
    }

    @Test
    void shouldRefuseTextWithoutTheSumOfAllProcessors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CpuTimes.parse("cpu0 1 2 3 4 5\nintr 1\n"))
                .withMessage("there is no line \"cpu\"");
    }

    @Test
    void shouldRefuseALineThatIsTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CpuTimes.parse("cpu  1 2 3"))
                .withMessage("the line \"cpu\" has only 4 columns");
    }

    @Test
    void shouldTellTheBusyPartOfTheTimeBetween() {
        assertThat(new CpuTimes(130, 1100).busyRatioSince(new CpuTimes(100, 1000)))
                .hasValue(0.3);
    }

    @Test
    void shouldSayNothingWhenNoTimeHasPassed() {
        assertThat(new CpuTimes(100, 1000).busyRatioSince(new CpuTimes(100, 1000)))
                .isEmpty();
    }

    @Test
    void shouldSayNothingWhenTheCountersWentBack() {
        assertThat(new CpuTimes(5, 10).busyRatioSince(new CpuTimes(100, 1000))).isEmpty();
    }

    @Test
    void shouldStayBetweenZeroAndOneWhenOneColumnWentBack() {
        assertThat(new CpuTimes(98, 1010).busyRatioSince(new CpuTimes(100, 1000)))
                .hasValue(0);
        assertThat(new CpuTimes(112, 1010).busyRatioSince(new CpuTimes(100, 1000)))
                .hasValue(1);
    }
}
