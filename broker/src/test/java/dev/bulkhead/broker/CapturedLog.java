package dev.bulkhead.broker;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the failure log wrote of some modules while this was open; those of other tests may still end meanwhile. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    private final List<String> modules;

    CapturedLog(String... modules) {
        this.modules = List.of(modules);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getFormattedMessage();
        if (modules.stream().anyMatch(module -> line.startsWith(module + ":"))) {
            events.add(event);
        }
    }

    List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    List<String> lines() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
