package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryQueueTest {
    private static final int[] CAPACITIES = {1, 2, 3, 4, 5, 7, 8, 9, 100, 1024};

    private static MemoryQueue queue(Overflow overflow, int capacity) {
        return MemoryQueue.of(Links.spec(overflow, capacity, Links.LONG));
    }

    private static List<Integer> drain(MemoryQueue queue) {
        return Stream.generate(queue::poll)
                .takeWhile(Objects::nonNull)
                .map((Message message) -> Messages.number(message))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTER")
    void shouldHoldExactlyItsCapacity(Overflow overflow) {
        for (int capacity : CAPACITIES) {
            MemoryQueue queue = queue(overflow, capacity);
            for (int i = 1; i <= capacity; i++) {
                assertThat(queue.hasRoom(Messages.number(i))).isTrue();
                assertThat(queue.offer(Messages.number(i))).isTrue();
                assertThat(queue.size()).isEqualTo(i);
            }

            assertThat(queue.hasRoom(Messages.number(0))).isFalse();
            assertThat(queue.offer(Messages.number(0))).isFalse();
            assertThat(queue.size()).isEqualTo(capacity);
            assertThat(drain(queue)).hasSize(capacity).isSorted().doesNotContain(0);
            assertThat(queue.size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTER")
    void shouldHaveRoomForOneAfterOneWasTaken(Overflow overflow) {
        for (int capacity : CAPACITIES) {
            MemoryQueue queue = queue(overflow, capacity);
            Messages.upTo(capacity).forEach(queue::offer);
            // Round the ring a few times: a threshold below the ring's size must hold there too.
            for (int i = capacity + 1; i < 5 * capacity + 5; i++) {
                assertThat(queue.poll()).isEqualTo(Messages.number(i - capacity));
                assertThat(queue.hasRoom(Messages.number(i))).isTrue();
                assertThat(queue.offer(Messages.number(i))).isTrue();
                assertThat(queue.offer(Messages.number(0))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTER")
    void shouldHaveNothingToTakeWhileEmpty(Overflow overflow) {
        MemoryQueue queue = queue(overflow, 3);

        assertThat(queue.poll()).isNull();
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void shouldPushOutTheOldest(int capacity) {
        MemoryQueue.Evicting queue = (MemoryQueue.Evicting) queue(Overflow.DROP_OLDEST, capacity);
        Messages.upTo(capacity)
                .forEach(message -> assertThat(queue.push(message)).isZero());

        assertThat(queue.push(Messages.number(capacity + 1))).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(capacity);
        assertThat(drain(queue)).hasSize(capacity).isSorted().startsWith(2).endsWith(capacity + 1);
    }

    @Test
    void shouldHoldExactlyItsBytes() {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(10, 300));
        assertThat(queue.offer(Messages.ofSize(100))).isTrue();
        assertThat(queue.offer(Messages.ofSize(150))).isTrue();

        assertThat(queue.hasRoom(Messages.ofSize(51))).isFalse();
        assertThat(queue.offer(Messages.ofSize(51))).isFalse();
        assertThat(queue.hasRoom(Messages.ofSize(50))).isTrue();
        assertThat(queue.offer(Messages.ofSize(50))).isTrue();
        assertThat(queue.offer(Messages.ofSize(14))).isFalse();
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void shouldPushOutAsManyOldOnesAsTheBytesOfANewOneNeed() {
        LinkSpec spec = new LinkSpec("a", "b", Map.of(), Overflow.DROP_OLDEST, 10, 300, Links.LONG);
        MemoryQueue.Evicting queue = (MemoryQueue.Evicting) MemoryQueue.of(spec);
        assertThat(queue.push(Messages.ofSize(100))).isZero();
        assertThat(queue.push(Messages.ofSize(100))).isZero();
        assertThat(queue.push(Messages.ofSize(100))).isZero();

        assertThat(queue.push(Messages.ofSize(150))).isEqualTo(2);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.push(Messages.ofSize(5000))).isEqualTo(2);
        assertThat(queue.size()).isEqualTo(1);
    }

    /** So many of them as the queue holds take a quarter of its bytes at most. */
    @Test
    void shouldNotCountTheBytesOfLightMessages() {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(10, 4000));
        for (int i = 0; i < 9; i++) {
            assertThat(queue.offer(Messages.ofSize(100))).isTrue();
        }

        assertThat(queue.offer(Messages.ofSize(4000))).isTrue();
        assertThat(queue.offer(Messages.ofSize(14))).isFalse();
    }

    @Test
    void shouldHoldExactlyItsCapacityWhereBytesAreCountedToo() {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(3, 1000));
        Messages.upTo(3).forEach(message -> assertThat(queue.offer(message)).isTrue());

        assertThat(queue.hasRoom(Messages.number(4))).isFalse();
        assertThat(queue.offer(Messages.number(4))).isFalse();
        assertThat(drain(queue)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"300", "301", "100000"})
    void shouldTakeAMessageOfAnySizeThatIsAlone(int size) {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(10, 300));

        assertThat(queue.hasRoom(Messages.ofSize(size))).isTrue();
        assertThat(queue.offer(Messages.ofSize(size))).isTrue();
        assertThat(queue.hasRoom(Messages.ofSize(14))).isFalse();
        assertThat(queue.offer(Messages.ofSize(14))).isFalse();
        assertThat(queue.poll()).isEqualTo(Messages.ofSize(size));
        assertThat(queue.offer(Messages.ofSize(14))).isTrue();
    }

    @Test
    void shouldGiveBackTheBytesOfWhatWasTakenOrRefused() {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(2, 300));
        for (int i = 0; i < 1000; i++) {
            assertThat(queue.offer(Messages.ofSize(200))).isTrue();
            assertThat(queue.offer(Messages.ofSize(200))).isFalse();
            assertThat(queue.offer(Messages.ofSize(100))).isTrue();
            assertThat(queue.offer(Messages.ofSize(14))).isFalse();
            assertThat(queue.poll()).isEqualTo(Messages.ofSize(200));
            assertThat(queue.poll()).isEqualTo(Messages.ofSize(100));
            assertThat(queue.poll()).isNull();
        }
    }

    @Test
    void shouldNotRefuseASmallMessageWhileALargeOneIsRefused() throws InterruptedException {
        MemoryQueue queue = MemoryQueue.of(Links.weighed(10, 1000));
        queue.offer(Messages.ofSize(100));
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean largeQueued = new AtomicBoolean();
        Thread large = new Thread(() -> {
            Message message = Messages.ofSize(950);
            while (!done.get()) {
                largeQueued.compareAndSet(false, queue.offer(message));
            }
        });
        large.start();
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            // There are always at least 100 bytes queued, and never more than 200.
            if (!queue.hasRoom(Messages.ofSize(100)) || !queue.offer(Messages.ofSize(100))) {
                refused++;
            } else {
                queue.poll();
            }
        }
        done.set(true);
        large.join();

        assertThat(refused).isZero();
        assertThat(largeQueued).isFalse();
    }
}
