package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the gateway's own file: when SIGHUP asks for it, and, if its configuration says so, when the file changes. */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1000;
    /** The Java of today has no other way to hear of a signal. */
    private static final String SIGNAL = "sun.misc.Signal";

    private static final int HANG_UP = 1;

    private final Controller controller;
    private final GatewayConfig config;
    private final boolean hadTerminal = hasTerminal();

    Reload(Controller controller, GatewayConfig config) {
        this.controller = controller;
        this.config = config;
    }

    /** Begins to listen. */
    void begin() {
        listenToSignal();
        if (config.gateway().watch()) {
            Thread watching = new Thread(this::watch, "watch-file");
            watching.setDaemon(true);
            watching.start();
        }
    }

    private void listenToSignal() {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(SIGNAL + "Handler");
            Object ours = Proxy.newProxyInstance(
                    Reload.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            new Thread(this::signalled, "reload").start();
                            return null;
                        }
                        return method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : proxy;
                    });
            Object unused = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("this Java does not hear SIGHUP", e);
        }
    }

    /** A terminal that goes away sends the same signal, and who ran the gateway there has gone too. */
    private void signalled() {
        if (hadTerminal && !hasTerminal()) {
            System.exit(128 + HANG_UP);
        }
        apply();
    }

    private static boolean hasTerminal() {
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            return terminal.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized void apply() {
        Path file = config.file();
        LOG.info("applying {}", file);
        try {
            controller.apply(file, WITHIN).get();
            LOG.info("applied {}", file);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            LOG.error("{} was not applied: {}", file, why instanceof RefusedException ? why.getMessage() : why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        FileTime seen = lastModified();
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                FileTime now = lastModified();
                if (!now.equals(seen)) {
                    seen = now;
                    apply();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FileTime lastModified() {
        try {
            return Files.getLastModifiedTime(config.file());
        } catch (IOException e) {
            // Editors replace a file in two steps; between them there is none.
            return FileTime.fromMillis(0);
        }
    }
}
