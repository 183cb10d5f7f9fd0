package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.Gateway;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.control.StatusJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a gateway until it is asked to stop. */
@Command(
        name = "run",
        description = {
            "Run a gateway in the foreground.",
            "SIGTERM or Ctrl-C stops it in order: sources first, and what is queued is processed."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private FileParameter parameter = new FileParameter();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            GatewayConfig config = Configuration.load(parameter.file());
            Gateway gateway = new Gateway(config, Installation.find());
            CountDownLatch stopped = stopWithProcess(gateway, out);
            out.println(Screen.starting(config));
            gateway.start();
            out.println(Screen.running(StatusJson.of(gateway.status()), (System.nanoTime() - began) / 1_000_000));
            stopped.await();
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, err);
            return ExitStatus.BAD_INPUT;
        } catch (IOException | IllegalStateException e) {
            err.println("bulkhead run: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /** Lets a signal stop the gateway in order. The process ends with 0 then, as it did what it was asked to. */
    private static CountDownLatch stopWithProcess(Gateway gateway, PrintWriter out) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    out.println("stopping");
                    gateway.close();
                    out.println(Screen.stopped(gateway.status()));
                    stopped.countDown();
                    Runtime.getRuntime().halt(ExitStatus.DONE);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return stopped;
    }
}
