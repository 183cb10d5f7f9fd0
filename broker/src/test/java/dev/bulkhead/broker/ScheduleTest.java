package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SOON = Duration.ofMillis(1).toNanos();
    private static final long MUCH_LATER = Duration.ofHours(1).toNanos();

    private final Schedule schedule = new Schedule(Time.SYSTEM);
    private final List<String> ran = new ArrayList<>();

    private void runDue() {
        schedule.runDue(Runnable::run);
    }

    private void awaitDue() {
        await().until(() -> schedule.untilDue() == 0);
    }

    @Test
    void shouldNeverBeDueWithoutWork() {
        schedule.start();

        assertThat(schedule.untilDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotBeDueBeforeTheStart() {
        schedule.add(0, () -> ran.add("work"));
        runDue();

        assertThat(ran).isEmpty();
        assertThat(schedule.untilDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldBeginThePeriodWithTheStart() {
        schedule.add(MUCH_LATER, () -> ran.add("work"));
        schedule.start();
        runDue();

        assertThat(ran).isEmpty();
        assertThat(schedule.untilDue()).isPositive().isLessThanOrEqualTo(MUCH_LATER);
    }

    @Test
    void shouldRunWhatIsDueAndThenWaitForAPeriod() {
        schedule.add(SOON, () -> ran.add("soon"));
        schedule.add(MUCH_LATER, () -> ran.add("later"));
        schedule.start();
        awaitDue();
        runDue();
        awaitDue();
        runDue();

        assertThat(ran).containsExactly("soon", "soon");
    }

    @Test
    void shouldNotMakeUpForLateRuns() {
        long period = Duration.ofMillis(300).toNanos();
        schedule.add(period, () -> ran.add("work"));
        schedule.start();
        long twoPeriods = System.nanoTime() + 2 * period;
        await().until(() -> System.nanoTime() - twoPeriods >= 0);
        runDue();

        assertThat(ran).hasSize(1);
        assertThat(schedule.untilDue()).isPositive();
    }

    @Test
    void shouldTakeWorkThatWorkAdds() {
        schedule.add(SOON, () -> {
            ran.add("first");
            if (ran.size() == 1) {
                schedule.add(SOON, () -> ran.add("added"));
            }
        });
        schedule.start();

        await().untilAsserted(() -> {
            runDue();
            assertThat(ran).contains("added").startsWith("first");
        });
    }

    @Test
    void shouldNotBeDueAfterTheStop() {
        schedule.add(0, () -> ran.add("work"));
        schedule.start();
        schedule.stop();
        runDue();

        assertThat(ran).isEmpty();
        assertThat(schedule.untilDue()).isEqualTo(Long.MAX_VALUE);
    }
}
