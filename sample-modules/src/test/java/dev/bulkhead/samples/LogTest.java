package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

@BulkheadTest(Log.class)
class LogTest {
    private final Logger logger = mock(Logger.class);

    @Test
    void shouldWriteOneLineForEachMessage(ModuleUnderTest log) throws Exception {
        log.madeBy(() -> new Log(logger)).start();
        log.send(Message.of(Map.of("kind", "cpu", "unit", "ratio"), "0.4213"));

        verify(logger).info("cpu 42.1 %");
        verifyNoMoreInteractions(logger);
    }

    @Test
    void shouldTakeNoArguments(ModuleUnderTest log) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.args("{ \"level\": \"warn\" }").start())
                .withMessage("args/level: the module takes no arguments");
    }

    @Test
    void shouldWarnOfAlerts(ModuleUnderTest log) throws Exception {
        log.madeBy(() -> new Log(logger)).start();
        log.send(Message.of(Map.of("kind", "alert", "state", "cleared"), "cpu 0.70 is below 0.80"));

        verify(logger).warn("alert cleared: cpu 0.70 is below 0.80");
        verifyNoMoreInteractions(logger);
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(Log.class);
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{ \"level\": \"warn\" }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(cpu("0.93"), Message.of(Map.of(), new byte[] {0, -1}));
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).isEmpty();
        }
    }
}
