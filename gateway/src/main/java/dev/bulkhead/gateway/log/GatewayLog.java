package dev.bulkhead.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.nio.charset.StandardCharsets;

/**
 * Sets the log up when the first logger is made; Logback finds this by a service file. Not in XML, because reading that is a
 * fifth of the start. {@code -Dbulkhead.log=DEBUG} chooses another level, and {@code -Dlogback.configurationFile} a
 * file that says all; both by {@code BULKHEAD_JVM_OPTIONS}.
 */
public final class GatewayLog extends ContextAwareBase implements Configurator {
    private static final String PLAIN = "%d{HH:mm:ss.SSS} %-5level %-12X{module} %msg%n";
    private static final String COLOURED = "%d{HH:mm:ss.SSS} %highlight(%-5level) %cyan(%-12X{module}) %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        log.getStatusManager().add(new NopStatusListener());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(log);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(Boolean.getBoolean("bulkhead.color") ? COLOURED : PLAIN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(log);
        console.setName("STDOUT");
        console.setEncoder(encoder);
        console.start();
        log.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        // What goes wrong with an installation it throws, and tells its listeners.
        log.getLogger("org.eclipse.aether").setLevel(Level.OFF);
        log.getLogger("org.apache.maven").setLevel(Level.OFF);
        Logger root = log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty("bulkhead.log"), Level.INFO));
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
