package dev.bulkhead.samples;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line to the log for each message it receives: alerts as warnings, everything else as information. Measurements
 * and alerts read well, such as {@code cpu 42.1 %}; of other messages the line holds the properties, the size, and the
 * text if it is short. It takes no arguments.
 */
@ModuleType(value = "bulkhead/log", args = Log.Args.class)
@BuiltFor(Api.VERSION)
public final class Log implements Module {
    private final Logger logger;

    /** What {@code args} may hold: nothing. */
    public record Args() {}

    /** Writes to the logger that is named as this class. */
    public Log() {
        this(LoggerFactory.getLogger(Log.class));
    }

    Log(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void create(ModuleContext context) {
        // Binding to a record without components refuses whatever is given by mistake.
        context.args(Args.class);
    }

    @Override
    public void receive(Message message) {
        if (Lines.isAlert(message)) {
            logger.warn(Lines.of(message));
        } else {
            logger.info(Lines.of(message));
        }
    }

    @Override
    public void destroy() {
        // Nothing is held open.
    }
}
