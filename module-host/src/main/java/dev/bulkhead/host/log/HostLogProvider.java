package dev.bulkhead.host.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What SLF4J finds in a host. It is named by a system property and not by a service file, because the gateway, which has these
 * classes too, logs by Logback.
 */
public final class HostLogProvider implements SLF4JServiceProvider {
    private final HostLoggers loggers = new HostLoggers();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new BasicMDCAdapter();

    /** Lets SLF4J take this provider. To be called before anything asks for a logger. */
    public static void install() {
        System.setProperty("slf4j.provider", HostLogProvider.class.getName());
        // Otherwise SLF4J prints that it was told so.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    /** Does nothing: all is there. */
    @Override
    public void initialize() {}
}
