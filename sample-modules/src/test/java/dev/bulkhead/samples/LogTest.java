package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogTest {
    private final Logger logger = mock(Logger.class);
    private final Log log = new Log(logger);

    @Test
    void shouldWriteOneLineForEachMessage() {
        log.receive(Message.of(Map.of("kind", "cpu", "unit", "ratio"), "0.4213"));

        verify(logger).info("cpu 42.1 %");
        verifyNoMoreInteractions(logger);
    }

    @Test
    void shouldBindItsArgumentsSoThatNoneCanBeGiven() {
        ModuleContext context = mock(ModuleContext.class);
        log.create(context);

        verify(context).args(Log.Args.class);
        assertThat(Log.Args.class.getRecordComponents()).isEmpty();
    }

    @Test
    void shouldWarnOfAlerts() {
        log.receive(Message.of(Map.of("kind", "alert", "state", "cleared"), "cpu 0.70 is below 0.80"));

        verify(logger).warn("alert cleared: cpu 0.70 is below 0.80");
        verifyNoMoreInteractions(logger);
    }
}
