package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the gateway's own file: when SIGHUP asks for it, and, if its configuration says so, when the file changes. What comes while
 * the gateway starts is done when it has started.
 */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 1000;
    /** The Java of today has no other way to hear of a signal. */
    private static final String SIGNAL = "sun.misc.Signal";

    private static final int HANG_UP = 1;

    private final Path file;
    private final FileTime atFirst;
    private final CompletableFuture<Controller> started = new CompletableFuture<>();
    private final boolean hadTerminal = hasTerminal();

    /** Begins with a file that has not been read yet. */
    Reload(Path file) {
        this.file = file.toAbsolutePath().normalize();
        atFirst = lastModified();
    }

    /** Applies what the file has become since it was read, and whatever becomes of it. */
    void watch() {
        Thread watching = new Thread(this::look, "watch-file");
        watching.setDaemon(true);
        watching.start();
    }

    /** The gateway runs. */
    void started(Controller controller) {
        started.complete(controller);
    }

    /** Begins to take SIGHUP, which would end the process else. */
    void listenToSignal() {
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
    void signalled() {
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
        try {
            Controller controller = started.get();
            LOG.info("applying {}", file);
            controller.apply(file, WITHIN).get();
            LOG.info("applied {}", file);
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            LOG.error("{} was not applied: {}", file, why instanceof RefusedException ? why.getMessage() : why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        FileTime seen = atFirst;
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
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Editors replace a file in two steps; between them there is none.
            return FileTime.fromMillis(0);
        }
    }
}
