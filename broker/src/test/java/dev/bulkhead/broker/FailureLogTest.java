package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final CapturedLog log = new CapturedLog("sensor", "camera");
    private final FailureLog failures = new FailureLog("sensor");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldLogTheFirstFailureWithItsCause() {
        failures.failed("receive", new IllegalStateException("no device", new java.io.IOException("gone")));

        ILoggingEvent event = log.events().get(0);
        assertThat(event.getFormattedMessage()).isEqualTo("sensor: receive threw");
        assertThat(event.getLevel()).isEqualTo(Level.ERROR);
        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("no device");
        assertThat(event.getThrowableProxy().getCause().getMessage()).isEqualTo("gone");
    }

    @Test
    void shouldLeaveOutWhatFollowsAtOnceAndTellHowMany() {
        AtomicInteger failed = new AtomicInteger();

        await().until(() -> {
            failures.failed("receive", new IllegalStateException("" + failed.incrementAndGet()));
            return log.events().size() == 2;
        });
        assertThat(log.lines())
                .containsExactly(
                        "sensor: receive threw",
                        "sensor: receive threw, and " + (failed.get() - 2) + " times more since the last report");
        assertThat(log.events().get(1).getThrowableProxy().getMessage()).isEqualTo("" + failed.get());
    }

    @Test
    void shouldLogForEveryModuleOnItsOwn() {
        failures.failed("receive", new IllegalStateException());
        new FailureLog("camera").failed("destroy", new IllegalStateException());

        assertThat(log.lines()).containsExactly("sensor: receive threw", "camera: destroy threw");
    }
}
