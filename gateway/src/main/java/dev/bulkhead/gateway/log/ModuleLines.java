package dev.bulkhead.gateway.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last lines that each module has logged, wherever it runs; they outlive a restart of the module. Any thread may call.
 * Bounded: by modules, by lines of each, and by their length.
 */
public final class ModuleLines implements AutoCloseable {
    /** More names than that are no modules': code in this process can log under any. */
    private static final int MOST_MODULES = 4096;

    private static final int LONGEST_TEXT = 8192;
    private static final String KEY = "module";

    private final Map<String, ModuleTail> tails = new ConcurrentHashMap<>();
    private final Appender appender = new Appender();

    /** Keeps nothing but what is added. */
    public static ModuleLines detached() {
        return new ModuleLines();
    }

    /** Keeps what is logged from now on, in addition to whatever else becomes of it. */
    public static ModuleLines attach() {
        ModuleLines lines = new ModuleLines();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            lines.appender.setContext(log);
            lines.appender.setName("modules");
            lines.appender.start();
            log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines.appender);
        }
        return lines;
    }

    /** {@return the last lines of a module, the oldest first; none of one that has not logged} */
    public List<ModuleLine> last(String module, int lines) {
        ModuleTail tail = tails.get(module);
        return tail == null ? List.of() : tail.last(lines);
    }

    /** {@return all that is kept of a module, as text} */
    public List<String> text(String module) {
        return last(module, Integer.MAX_VALUE).stream()
                .map(line -> line.time() + " " + line.level() + " " + line.text())
                .toList();
    }

    /**
     * Tells what a module has logged last, then all that it logs from now on.
     *
     * @param lines how many of the last
     * @param listener is called on the thread that logs, one at a time, and must not take long or log
     * @return ends it
     */
    public AutoCloseable follow(String module, int lines, Consumer<ModuleLine> listener) {
        ModuleTail tail = hasRoomFor(module) ? tail(module) : new ModuleTail();
        tail.follow(lines, listener);
        return () -> tail.leave(listener);
    }

    /** Takes a line. */
    public void add(ModuleLine line) {
        if (hasRoomFor(line.module())) {
            tail(line.module()).add(line);
        }
    }

    private boolean hasRoomFor(String module) {
        return tails.containsKey(module) || tails.size() < MOST_MODULES;
    }

    private ModuleTail tail(String module) {
        return tails.computeIfAbsent(module, name -> new ModuleTail());
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        }
        appender.stop();
    }

    private final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String module = event.getMDCPropertyMap().get(KEY);
            if (module != null) {
                add(new ModuleLine(
                        module,
                        Instant.ofEpochMilli(event.getTimeStamp()),
                        event.getLevel().toString(),
                        text(event)));
            }
        }

        private static String text(ILoggingEvent event) {
            String text = event.getFormattedMessage();
            if (event.getThrowableProxy() != null) {
                text += "\n"
                        + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
            }
            return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        }
    }
}
