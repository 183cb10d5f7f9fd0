package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int SIZE = 64;

    private final Load load = new Load(SIZE);
    private final Tally tally = new Tally(new Job(0, SIZE, 0, 0, 0));

    private void receive(long sequence) {
        Parcel parcel = load.parcel(sequence);
        tally.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content()));
    }

    @Test
    void shouldFindNothingWrongWhileTheLoadComesAroundAgain() {
        for (int i = 0; i < 3 * load.count(); i++) {
            receive(i);
        }

        assertThat(tally.received()).isEqualTo(3L * load.count());
        assertThat(tally.misplaced()).isZero();
        assertThat(tally.damaged()).isZero();
    }

    @Test
    void shouldNoticeAGapOnce() {
        receive(0);
        receive(2);
        receive(3);

        assertThat(tally.misplaced()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnotherProperty() {
        tally.received(
                "wrong", load.parcel(0).unit(), ByteBuffer.wrap(load.parcel(0).content()));

        assertThat(tally.damaged()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnotherSize() {
        Parcel parcel = load.parcel(0);
        tally.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content(), 0, SIZE - 1));

        assertThat(tally.damaged()).isEqualTo(1);
    }

    @Test
    void shouldHaveFewerMessagesWhereTheyAreLarge() {
        assertThat(Load.count(256)).isEqualTo(1024);
        assertThat(Load.count(1 << 20)).isEqualTo(16);
    }

    @Test
    void shouldCarryATime() {
        Tally timed = new Tally(new Job(0, SIZE, 1000, 0, 0));
        timed.latencies().open();
        Parcel parcel = load.stamped(0, System.nanoTime());
        timed.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content()));

        assertThat(Long.parseLong(timed.latencies().asText())).isNotNegative();
    }
}
