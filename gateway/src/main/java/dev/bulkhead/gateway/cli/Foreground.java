package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.Gateway;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.control.StatusJson;
import dev.bulkhead.host.SystemdNotice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A gateway that runs as long as its process, and stops in order when a signal ends that. */
final class Foreground {
    /** A terminal that has been halted takes no text, and must not keep the gateway from stopping. */
    private static final long SAY_MILLIS = 1000;

    private final Gateway gateway;
    private final PrintWriter out;
    private volatile boolean stopping;
    private volatile int status = ExitStatus.DONE;

    Foreground(Gateway gateway, PrintWriter out) {
        this.gateway = gateway;
        this.out = out;
    }

    /** Runs the gateway. Returns only by an exception; the process then stops the gateway as for a signal. */
    void run(GatewayConfig config, Path file, Reload reload) throws InterruptedException {
        long began = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        out.println(Screen.starting(config));
        if (config.gateway().watch()) {
            reload.watch();
        }
        try {
            gateway.start();
        } catch (RuntimeException e) {
            // Once it stops, a start may fail in any way: what it works with is being taken down.
            if (!stopping) {
                status = ExitStatus.FAILED;
                throw e;
            }
        }
        if (!stopping) {
            reload.started(gateway.controller());
            out.println(Screen.running(StatusJson.of(gateway.status()), file, (System.nanoTime() - began) / 1_000_000));
            SystemdNotice.begin(
                    System.getenv(), "runs " + Screen.count(config.modules().size(), "module"));
        }
        new CountDownLatch(1).await();
    }

    /** A signal came. The process ends with 0 then, as it did what it was asked to. */
    private void stop() {
        stopping = true;
        say("stopping");
        gateway.close();
        say(Screen.stopped(gateway.status()));
        Runtime.getRuntime().halt(status);
    }

    private void say(String text) {
        Thread saying = new Thread(() -> out.println(text), "say");
        saying.setDaemon(true);
        saying.start();
        try {
            saying.join(SAY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
