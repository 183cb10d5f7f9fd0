package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at every level. */
public final class Chatter implements Module {
    private static final Logger LOG = LoggerFactory.getLogger(Chatter.class);

    private int lines;

    /**
     * How much more.
     *
     * @param lines how many lines to log at start, and at the end
     */
    public record Args(int lines) {}

    @Override
    public void create(ModuleContext context) {
        lines = context.args(Args.class).lines();
        LOG.info("the valve is open: {}", "Ventil geöffnet");
    }

    @Override
    public void start() {
        LOG.debug("not for operators");
        LOG.warn("pressure is high");
        LOG.error("cannot close", new IOException("the valve is stuck"));
        for (int i = 1; i <= lines; i++) {
            LOG.info("opened {} of {}", i, lines);
        }
        new Thread(() -> LOG.info("a thread of my own")).start();
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {
        for (int i = 1; i <= lines; i++) {
            LOG.info("closed {} of {}", i, lines);
        }
        LOG.info("the valve is closed");
    }
}
