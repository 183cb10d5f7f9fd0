package dev.bulkhead.host.log;

import dev.bulkhead.wire.packet.LogLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger for the level {@code INFO} and above. */
final class HostLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient HostLoggers loggers;

    HostLogger(String name, HostLoggers loggers) {
        this.name = name;
        this.loggers = loggers;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null; // nobody asks for the place in the code
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        String text = thrown == null ? String.valueOf(message) : message + "\n" + trace(thrown);
        loggers.log(new LogLine(level.toInt(), System.currentTimeMillis(), name, text));
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(trace));
        } catch (RuntimeException e) { // user code
            trace.append(thrown.getClass().getName()).append(", which fails to tell its stack trace");
        }
        return trace.toString().stripTrailing();
    }
}
