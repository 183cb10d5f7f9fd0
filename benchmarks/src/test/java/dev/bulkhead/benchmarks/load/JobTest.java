package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void shouldBeTheSameAfterACommandLine() {
        Job job = new Job(4711, 256, 1000, 1, 2, 64);

        assertThat(Job.parse(job.asArguments())).isEqualTo(job);
    }

    @Test
    void shouldRefuseContentWithoutRoomForIndexAndTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Job(1, 11, 0, 1, 1, 0))
                .withMessage("the size is 11, the least is 12");
    }
}
