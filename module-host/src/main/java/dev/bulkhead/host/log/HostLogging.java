package dev.bulkhead.host.log;

import dev.bulkhead.wire.packet.LogLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Where the host's log goes: to standard error until a gateway is there, then to the gateway. Where there are several modules, each
 * has a way of its own; a line belongs to the module whose thread logs it, or a thread that one of these has begun.
 */
public final class HostLogging {
    /** Where the broker writes down whose thread it is. */
    private static final String MODULE = "module";

    private static final Consumer<LogLine> CONSOLE = ConsoleLog::write;

    private final HostLoggers loggers;
    private final Map<String, Consumer<LogLine>> ways = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Takes charge of the log of this process, which must use the {@link HostLogProvider}. */
    public HostLogging() {
        this((HostLoggers) LoggerFactory.getILoggerFactory());
    }

    HostLogging(HostLoggers loggers) {
        this.loggers = loggers;
    }

    /** Logs to standard error. */
    public void toConsole() {
        loggers.setSink(CONSOLE);
    }

    /** Logs what this module says to standard error. */
    public void toConsole(String module) {
        ways.put(module, CONSOLE);
        loggers.setSink(this::write);
    }

    /**
     * Logs what this module says to the gateway from now on.
     *
     * @param sink takes each line, on the thread that logs; must not log itself
     * @param consoleToo whether to keep standard error as well, for whoever started this host by hand
     */
    public void toGateway(String module, Consumer<LogLine> sink, boolean consoleToo) {
        ways.put(module, consoleToo ? line -> both(sink, line) : sink);
        loggers.setSink(this::write);
    }

    private static void both(Consumer<LogLine> sink, LogLine line) {
        ConsoleLog.write(line);
        sink.accept(line);
    }

    private void write(LogLine line) {
        String module = MDC.get(MODULE);
        // The way to the gateway bears the name of its module, behind a star.
        Consumer<LogLine> own = module == null ? null : ways.get(module.replaceFirst("^\\*", ""));
        if (own == null) {
            own = anyWay();
        }
        own.accept(line);
    }

    /** {@return the way of some module that has a gateway, for what concerns none or all} */
    private Consumer<LogLine> anyWay() {
        synchronized (ways) {
            for (Consumer<LogLine> way : ways.values()) {
                if (!way.equals(CONSOLE)) {
                    return way;
                }
            }
        }
        return CONSOLE;
    }
}
