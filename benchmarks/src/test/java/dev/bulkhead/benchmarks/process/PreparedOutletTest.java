package dev.bulkhead.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Parcel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparedOutletTest {
    private final Load load = new Load(64);
    private final List<Parcel> made = new ArrayList<>();
    private final List<Integer> published = new ArrayList<>();
    private final PreparedOutlet<Integer> outlet = new PreparedOutlet<>(this::make, published::add);

    private int make(Parcel parcel) {
        made.add(parcel);
        return made.size() - 1;
    }

    @Test
    void shouldMakeEachObjectOfALoadOnce() throws Exception {
        for (long sequence = 0; sequence < load.count() + 2L; sequence++) {
            assertThat(outlet.publish(load, sequence)).isEqualTo(1);
        }

        assertThat(made).hasSize(load.count());
        assertThat(published).hasSize(load.count() + 2).startsWith(0, 1, 2).endsWith(load.count() - 1, 0, 1);
    }

    @Test
    void shouldMakeAnObjectOfASingleMessageEachTime() throws Exception {
        Parcel parcel = load.stamped(0, 1);
        assertThat(outlet.publish(parcel)).isTrue();
        assertThat(outlet.publish(parcel)).isTrue();

        assertThat(made).containsExactly(parcel, parcel);
    }
}
