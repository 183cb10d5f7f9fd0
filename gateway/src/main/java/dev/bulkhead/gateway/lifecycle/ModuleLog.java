package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.wire.packet.LogLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Logs under the name of a module, as its own thread does in this process. */
final class ModuleLog {
    private static final String KEY = "module";

    private ModuleLog() {}

    static void info(Logger logger, String module, String text) {
        under(module, () -> logger.info("{}", text));
    }

    /** Logs a line that came from a host, with its level and logger. */
    static void log(String module, LogLine line) {
        under(
                module,
                () -> LoggerFactory.getLogger(line.logger())
                        .atLevel(level(line.level()))
                        .log("{}", line.text()));
    }

    private static void under(String module, Runnable log) {
        MDC.put(KEY, module);
        try {
            log.run();
        } finally {
            MDC.remove(KEY);
        }
    }

    private static Level level(int number) {
        for (Level level : Level.values()) {
            if (number >= level.toInt()) {
                return level; // from ERROR down
            }
        }
        return Level.TRACE;
    }
}
