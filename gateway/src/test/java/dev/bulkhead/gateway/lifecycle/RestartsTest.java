package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.config.RestartPolicy;
import dev.bulkhead.gateway.config.RestartSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartsTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static RestartSettings settings(RestartPolicy policy) {
        return new RestartSettings(policy, Duration.ofSeconds(1), Duration.ofSeconds(10), 5, Duration.ofMinutes(1));
    }

    @Test
    void shouldDoubleThePauseUpToTheLongest() {
        Restarts restarts = new Restarts(settings(RestartPolicy.ON_FAILURE), () -> 0.5);

        for (long seconds : new long[] {1, 2, 4, 8, 10}) {
            assertThat(restarts.next(START)).contains(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void shouldSpreadThePausesByAFifth() {
        assertThat(new Restarts(settings(RestartPolicy.ALWAYS), () -> 0).next(START))
                .contains(Duration.ofMillis(800));
        assertThat(new Restarts(settings(RestartPolicy.ALWAYS), () -> 1).next(START))
                .contains(Duration.ofMillis(1200));
    }

    @Test
    void shouldStayDownAfterTooManyRestartsWithinTheWindowAndNotBefore() {
        Restarts restarts = new Restarts(settings(RestartPolicy.ON_FAILURE), () -> 0.5);
        for (int second = 0; second < 5; second++) {
            assertThat(restarts.next(START.plusSeconds(second))).isPresent();
        }

        assertThat(restarts.next(START.plusSeconds(59))).isEmpty();
        assertThat(restarts.next(START.plusSeconds(61))).isPresent();
        assertThat(restarts.exhausted()).contains("5 restarts within 60 s");
    }

    @Test
    void shouldBeginAnewWhenTheFailuresAreLongAgoOrForgotten() {
        Restarts restarts = new Restarts(settings(RestartPolicy.ON_FAILURE), () -> 0.5);
        for (int i = 0; i < 5; i++) {
            assertThat(restarts.next(START)).isPresent();
        }

        restarts.forget();

        assertThat(restarts.next(START)).contains(Duration.ofSeconds(1));
        assertThat(restarts.next(START.plusSeconds(100))).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"NEVER, false, false", "ON_FAILURE, true, false", "ALWAYS, true, true"})
    void shouldWantAModuleBackAsThePolicyHasIt(RestartPolicy policy, boolean afterFailure, boolean afterOrderlyEnd) {
        Restarts restarts = new Restarts(settings(policy), () -> 0.5);

        assertThat(restarts.wanted(false)).isEqualTo(afterFailure);
        assertThat(restarts.wanted(true)).isEqualTo(afterOrderlyEnd);
    }
}
