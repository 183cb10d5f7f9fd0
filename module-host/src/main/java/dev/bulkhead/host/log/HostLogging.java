package dev.bulkhead.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import dev.bulkhead.wire.packet.LogLine;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where the host's log goes: to standard error until a gateway is there, then to the gateway. Set up in code, because reading
 * an XML file would make a good part of a small host's start.
 */
final class HostLogging {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** Logs to standard error. */
    void toConsole() {
        context.reset();
        root.setLevel(Level.INFO);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        root.addAppender(console);
    }

    /**
     * Logs to the gateway from now on.
     *
     * @param sink takes each line, on the thread that logs; must not log itself
     * @param consoleToo whether to keep standard error as well, for whoever started this host by hand
     */
    void toGateway(Consumer<LogLine> sink, boolean consoleToo) {
        if (!consoleToo) {
            root.detachAndStopAllAppenders();
        }
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                sink.accept(line(event));
            }
        };
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    private static LogLine line(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += "\n"
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
        }
        return new LogLine(event.getLevel().toInt() / 1000, event.getTimeStamp(), event.getLoggerName(), text);
    }
}
