package dev.bulkhead.gateway;

import dev.bulkhead.gateway.control.GatewayStatus;
import dev.bulkhead.gateway.lifecycle.Controller;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gateway in an application's own process; {@code docs/embedding.md} shows how.
 *
 * <p>It leaves the process as it is: it never ends it, handles no signals, leaves the set-up of logging and the context class loaders
 * of the application's threads alone, and has no shutdown hook unless {@link BulkheadBuilder#stopAtExit} asks for one. What it
 * logs goes to SLF4J. Any thread may call.
 */
public final class Bulkhead implements AutoCloseable {
    private final Gateway gateway;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::stop, "bulkhead-stop");

    Bulkhead(Gateway gateway, boolean stopAtExit) {
        this.gateway = gateway;
        if (stopAtExit) {
            Runtime.getRuntime().addShutdownHook(atExit);
        }
    }

    /** {@return what puts a gateway together} */
    public static BulkheadBuilder builder() {
        return new BulkheadBuilder();
    }

    /**
     * Starts the modules; to be called once. Returns when each runs or has failed, which {@link #status} tells, but for those whose
     * host others start. {@return this gateway}
     *
     * @throws IllegalStateException if the gateway is closed
     */
    public Bulkhead start() {
        if (closed.get()) {
            throw new IllegalStateException("the gateway is closed, and starts no more; build another");
        }
        gateway.start();
        return this;
    }

    /** {@return the modules and links at this moment} */
    public GatewayStatus status() {
        return gateway.status();
    }

    /** {@return steers the modules while they run} */
    public Controller controller() {
        return gateway.controller();
    }

    /** Stops the modules in order, sources first, then the rest; no thread of the gateway's is left. Does nothing a second time. */
    @Override
    public void close() {
        stop();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends: then the hook runs, and finds nothing to do.
            return;
        }
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            gateway.close();
        }
    }
}
