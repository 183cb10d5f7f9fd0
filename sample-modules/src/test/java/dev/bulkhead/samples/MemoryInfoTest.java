package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MemoryInfoTest {
    @Test
    void shouldTellThePartInUse() {
        MemoryInfo memory = MemoryInfo.parse("""
                MemTotal:        8000000 kB
                MemFree:          100000 kB
                MemAvailable:    6000000 kB
                HugePages_Total:       0
                """);

        assertThat(memory).isEqualTo(new MemoryInfo(8_000_000, 6_000_000));
        assertThat(memory.usedRatio()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void shouldRefuseTextWithoutTheAvailableMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryInfo.parse("MemTotal: 8000000 kB\nMemFree: 100000 kB\n"))
                .withMessage("there is no line \"MemAvailable:\"");
    }

    @Test
    void shouldRefuseAMachineWithoutMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryInfo.parse("MemTotal: 0 kB\nMemAvailable: 0 kB\n"))
                .withMessage("MemTotal is 0");
    }

    @Test
    void shouldNotGoBelowZeroWhenMoreIsAvailableThanThereIs() {
        assertThat(new MemoryInfo(100, 101).usedRatio()).isZero();
    }
}
