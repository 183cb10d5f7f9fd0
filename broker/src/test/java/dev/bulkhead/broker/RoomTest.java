package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoomTest {
    private final Room room = new Room();
    private final AtomicInteger free = new AtomicInteger();

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private Thread waiter(Runnable then) {
        Thread thread = new Thread(() -> {
            room.await(() -> free.get() > 0, in(Links.LONG));
            then.run();
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void shouldNotWaitWhenTheConditionHolds() {
        room.await(() -> true, in(Links.LONG));
    }

    @Test
    void shouldNotWaitWhenTheTimeHasPassed() {
        room.await(() -> false, in(Duration.ZERO));
    }

    @Test
    void shouldWaitUntilTheTimeHasPassed() {
        long deadline = in(Duration.ofMillis(30));
        room.await(() -> false, deadline);

        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    @Test
    void shouldWakeEverybodyWhenSomethingHasChanged() {
        AtomicInteger awake = new AtomicInteger();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(waiter(awake::incrementAndGet));
        }
        await().until(() -> waiters.stream().allMatch(waiter -> waiter.getState() == Thread.State.TIMED_WAITING));
        free.set(1);
        room.changed();

        await().until(() -> awake.get() == 5);
    }

    @Test
    void shouldGoOnWaitingWhenItWasSomethingElse() {
        Thread waiter = waiter(() -> {});
        for (int i = 0; i < 10; i++) {
            await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
            room.changed();
        }
        assertThat(waiter.isAlive()).isTrue();
        free.set(1);
        room.changed();

        await().until(() -> !waiter.isAlive());
    }

    @Test
    void shouldNotMissAChangeThatComesWhileSomebodyBeginsToWait() throws InterruptedException {
        int rounds = 50_000;
        Thread taker = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                while (!free.compareAndSet(0, 1)) {
                    Thread.onSpinWait();
                }
                room.changed();
            }
        });
        taker.setDaemon(true);
        taker.start();
        for (int i = 0; i < rounds; i++) {
            room.await(() -> free.get() > 0, in(Links.LONG));
            assertThat(free.compareAndSet(1, 0)).isTrue();
        }

        taker.join();
    }
}
