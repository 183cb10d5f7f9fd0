package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int SIZE = 64;

    private final Load load = new Load(SIZE);
    private final Tally tally = new Tally(new Job(0, SIZE, 0, 0, 0, 0));

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
        assertThat(tally.delivery(3L * load.count())).isEqualTo(new Delivery(3L * load.count(), 0, 0, 0, 0));
    }

    @Test
    void shouldMissWhatDidNotCome() {
        receive(0);
        receive(2);
        receive(3);

        assertThat(tally.delivery(4)).isEqualTo(new Delivery(4, 1, 0, 0, 0));
    }

    @Test
    void shouldTakeMessagesThatNobodyLookedAtForThoseThatWereDue() {
        tally.add(2);
        receive(2);

        assertThat(tally.received()).isEqualTo(3);
        assertThat(tally.delivery(3)).isEqualTo(new Delivery(3, 0, 0, 0, 0));
    }

    @Test
    void shouldNoticeAnotherProperty() {
        tally.received(
                "wrong", load.parcel(0).unit(), ByteBuffer.wrap(load.parcel(0).content()));

        assertThat(tally.delivery(1).damaged()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAnotherSize() {
        Parcel parcel = load.parcel(0);
        tally.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content(), 0, SIZE - 1));

        assertThat(tally.delivery(1).damaged()).isEqualTo(1);
    }

    @Test
    void shouldHaveFewerMessagesWhereTheyAreLarge() {
        assertThat(Load.count(256)).isEqualTo(1024);
        assertThat(Load.count(1 << 20)).isEqualTo(16);
    }

    @Test
    void shouldTimeAMessageThatWasDueInTheWindowHoweverLateItComes() {
        Tally timed = new Tally(new Job(0, SIZE, 1000, 0, 0, 0));
        Parcel before = load.stamped(0, System.nanoTime());
        timed.latencies().open();
        Parcel within = load.stamped(1, System.nanoTime());
        timed.latencies().close();
        Parcel behind = load.stamped(2, System.nanoTime() + 1);
        for (Parcel parcel : List.of(before, within, behind)) {
            timed.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content()));
        }

        assertThat(Long.parseLong(timed.latencies().asText())).isPositive();
    }
}
