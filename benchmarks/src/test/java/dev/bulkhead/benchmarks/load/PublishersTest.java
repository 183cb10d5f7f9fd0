package dev.bulkhead.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublishersTest {
    private static final int COUNT = 4;

    @Test
    void shouldHaveAsManyMessagesUnderWayAsThereAreThreads() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(COUNT);
        Tally tally = new Tally(new Job(0, 64, 0, 0, 0, COUNT));
        Outlet outlet = parcel -> {
            receive(tally, parcel);
            underWay.countDown();
            return underWay.await(10, TimeUnit.SECONDS);
        };
        Publishers publishers = new Publishers(outlet, new Load(64), () -> underWay.getCount() == 0);

        publishers.run(COUNT);

        assertThat(publishers.refused()).isZero();
        assertThat(publishers.published()).isGreaterThanOrEqualTo(COUNT);
        Delivery delivery = tally.delivery(publishers.published());
        assertThat(delivery.missing() + delivery.duplicates() + delivery.damaged())
                .isZero();
    }

    private static void receive(Tally tally, Parcel parcel) {
        synchronized (tally) {
            tally.received(parcel.kind(), parcel.unit(), ByteBuffer.wrap(parcel.content()));
        }
    }
}
