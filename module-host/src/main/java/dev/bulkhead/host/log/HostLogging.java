package dev.bulkhead.host.log;

import dev.bulkhead.wire.packet.LogLine;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Where the host's log goes: to standard error until a gateway is there, then to the gateway. */
public final class HostLogging {
    private final HostLoggers loggers;

    /** Takes charge of the log of this process, which must use the {@link HostLogProvider}. */
    public HostLogging() {
        this((HostLoggers) LoggerFactory.getILoggerFactory());
    }

    HostLogging(HostLoggers loggers) {
        this.loggers = loggers;
    }

    /** Logs to standard error. */
    public void toConsole() {
        loggers.setSink(ConsoleLog::write);
    }

    /**
     * Logs to the gateway from now on.
     *
     * @param sink takes each line, on the thread that logs; must not log itself
     * @param consoleToo whether to keep standard error as well, for whoever started this host by hand
     */
    public void toGateway(Consumer<LogLine> sink, boolean consoleToo) {
        loggers.setSink(consoleToo ? line -> both(sink, line) : sink);
    }

    private static void both(Consumer<LogLine> sink, LogLine line) {
        ConsoleLog.write(line);
        sink.accept(line);
    }
}
