package dev.bulkhead.host.log;

import dev.bulkhead.wire.packet.LogLine;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** Makes the loggers, and knows where all their lines go. Thread-safe. */
final class HostLoggers implements ILoggerFactory {
    private final ConcurrentMap<String, HostLogger> loggers = new ConcurrentHashMap<>();
    private volatile Consumer<LogLine> sink = ConsoleLog::write;

    @Override
    public Logger getLogger(String name) {
        HostLogger present = loggers.get(name);
        return present != null ? present : loggers.computeIfAbsent(name, unused -> new HostLogger(name, this));
    }

    /** Lets all lines go here from now on; called on the threads that log. */
    void setSink(Consumer<LogLine> newSink) {
        sink = newSink;
    }

    void log(LogLine line) {
        sink.accept(line);
    }
}
