package dev.bulkhead.proxy.activation;

import dev.bulkhead.proxy.service.RunReport;
import dev.bulkhead.proxy.service.Systemd;
import dev.bulkhead.proxy.service.TransientUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host is a unit that systemd makes for it and forgets afterwards. {@code systemd-run} gives it this gateway's pipes, so it gets
 * its token, and notices the end of the gateway, as a child process does.
 */
public final class TransientUnitActivation implements Activation {
    private static final Logger LOG = LoggerFactory.getLogger(TransientUnitActivation.class);
    /** A terminal sends Ctrl-C, and its end, to all its processes, but the gateway stops its modules in order. */
    private static final List<String> DEAF_TO_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bulkhead-host");

    private static final Duration KILL_TAKES = Duration.ofSeconds(5);

    private final ModuleToLoad module;
    private final ServiceHost host;
    private final TransientUnit unit;
    private final HostFile file;
    private final Consumer<String> output;
    private final String token = Tokens.fresh();
    private final String name;
    private volatile @Nullable ChildProcess process;

    /**
     * Prepares a unit.
     *
     * @param folder where the host's configuration file is written
     * @param output takes what the host prints, line by line, on a thread of its own
     */
    public TransientUnitActivation(
            ModuleToLoad module, ServiceHost host, TransientUnit unit, Path folder, Consumer<String> output) {
        this.module = module;
        this.host = host;
        this.unit = unit;
        this.output = output;
        file = new HostFile(folder.resolve(module.place() + ".json"));
        name = "bulkhead-" + module.name() + "-" + Tokens.fresh().substring(0, 8) + ".service";
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String listenOn(String configured) {
        return configured;
    }

    @Override
    public void start(String gatewayUrl, Consumer<HostEnd> ended) throws IOException {
        List<Path> reads = host.reads(module);
        unit.require(reads);
        file.write(new HostEntry(host.listen(), gatewayUrl, module, null));
        ChildProcess started = ChildProcess.start(module.name(), command(reads), Map.of(), token, this::printed);
        process = started;
        var unused = started.ended().thenAccept(end -> ended.accept(end(started)));
    }

    private List<String> command(List<Path> reads) {
        List<String> command = new ArrayList<>(DEAF_TO_TERMINAL);
        command.addAll(unit.runCommand(name, "Bulkhead's host of the module " + module.name(), file.path(), reads));
        host.command().forEach(argument -> command.add(TransientUnit.escaped(argument)));
        command.add(unit.hostFile(file.path()));
        return command;
    }

    private void printed(String line) {
        if (!RunReport.isOwn(line)) {
            output.accept(line);
        }
    }

    private HostEnd end(ChildProcess ended) {
        HostEnd asProcess = ended.end();
        RunReport report = RunReport.of(name, ended.lastLines());
        String last = report.others().isEmpty() ? "" : "; its last output: " + String.join(" | ", report.others());
        return report.end()
                .map(end -> new HostEnd(end.outOfMemory() || asProcess.outOfMemory(), end.text() + last))
                .orElseGet(() -> new HostEnd(
                        false, "systemd-run did not run the host (unit " + name + ")" + RunReport.withRemedy(last)));
    }

    /** {@return nothing: the host says in its hello which process it is} */
    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public String diagnose() {
        ChildProcess started = process;
        if (started == null) {
            return "the host was not started";
        }
        return started.isAlive() ? unit.systemd().describe(name) : end(started).text();
    }

    @Override
    public void awaitEnd(Duration limit) {
        ChildProcess started = process;
        if (started != null) {
            started.awaitEnd(limit);
        }
    }

    @Override
    public void stop(Duration grace) {
        ChildProcess started = process;
        if (started != null && !isOver(started)) {
            ask(started, Systemd::stop);
            started.awaitEnd(grace);
        }
        kill();
    }

    @Override
    public void kill() {
        if (module.isBeside()) {
            file.remove();
        }
        ChildProcess started = process;
        if (started == null) {
            return;
        }
        if (!isOver(started)) {
            ask(started, Systemd::kill);
            started.awaitEnd(KILL_TAKES);
        }
        started.kill();
    }

    /** When systemd-run was ended itself, the unit may well go on. */
    private boolean isOver(ChildProcess started) {
        return !started.isAlive()
                && (!started.wasEndedBySignal()
                        || RunReport.of(name, started.lastLines()).end().isPresent());
    }

    private void ask(ChildProcess started, Request request) {
        try {
            request.of(unit.systemd(), name);
        } catch (IOException e) {
            LOG.warn("{}: {}", module.name(), e.getMessage());
            started.kill();
        }
    }

    /** Something that is asked of systemd. */
    private interface Request {
        void of(Systemd systemd, String unit) throws IOException;
    }
}
