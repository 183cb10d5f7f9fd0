package dev.bulkhead.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Tally;
import org.junit.jupiter.api.Test;

class WindowedTest {
    private static final int SIZE = 64;
    private static final int WINDOW = 8192;

    private final Load load = new Load(SIZE);
    private final Tally tally = new Tally(new Job(0, SIZE, 0, 0, 0, 0));
    private long published;

    private void publish(Windowed outlet, int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            assertThat(outlet.publish(load, published)).isEqualTo(1);
        }
    }

    @Test
    void shouldWaitOnlyForSoLongWhenNothingComesBack() throws Exception {
        Windowed outlet = new Windowed(
                parcel -> {
                    published++;
                    return true;
                },
                tally);
        publish(outlet, WINDOW);
        long began = System.nanoTime();
        publish(outlet, 1);
        assertThat(System.nanoTime() - began).isGreaterThan(900_000_000);

        publish(outlet, WINDOW - 1);
        tally.add(WINDOW);
        publish(outlet, 1);
        assertThat(published).isEqualTo(2 * WINDOW + 1);
    }
}
