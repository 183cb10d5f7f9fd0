package dev.bulkhead.samples;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the machine it runs on and publishes one message for each value: at once when it starts, then every period. A
 * value that cannot be read is left out, and the log says so once.
 *
 * <table>
 * <caption>What is published</caption>
 * <tr><th>{@code kind}</th><th>{@code of}</th><th>{@code unit}</th><th>value</th></tr>
 * <tr><td>{@code cpu}</td><td></td><td>{@code ratio}</td><td>busy part of the last period, 0 to 1</td></tr>
 * <tr><td>{@code memory}</td><td></td><td>{@code ratio}</td><td>part in use, 0 to 1</td></tr>
 * <tr><td>{@code load}</td><td></td><td>{@code 1}</td><td>average of the last minute, 0 or more</td></tr>
 * <tr><td>{@code disk}</td><td>path</td><td>{@code ratio}</td><td>part in use as df counts it, 0 to 1</td></tr>
 * <tr><td>{@code network.rx}</td><td>interface</td><td>{@code B/s}</td><td>received in the last period</td></tr>
 * <tr><td>{@code network.tx}</td><td>interface</td><td>{@code B/s}</td><td>sent in the last period</td></tr>
 * <tr><td>{@code temperature}</td><td>thermal zone</td><td>{@code °C}</td><td>now</td></tr>
 * </table>
 *
 * <p>Every message has {@code at} besides, the time in ISO-8601 with milliseconds. {@code cpu} and {@code network} compare
 * with the previous reading, so they come from the second one on.
 */
@ModuleType(value = "bulkhead/telemetry", args = HostTelemetry.Args.class)
@BuiltFor(Api.VERSION)
public final class HostTelemetry implements Module {
    private final Path proc;
    private final Path sys;
    private final Logger logger;
    private final List<Source> sources = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();
    private ModuleContext context;

    /**
     * What {@code args} may hold.
     *
     * @param every the time between two readings, at least 1 ms; 1 s if not given
     * @param disks paths, each standing for the file system that holds it; {@code /} if not given
     */
    public record Args(Duration every, List<String> disks) {
        /** Fills in what is not given, which arrives as null. */
        public Args {
            every = every == null ? Duration.ofSeconds(1) : every;
            disks = disks == null ? List.of("/") : List.copyOf(disks);
        }
    }

    /** Measures this machine. */
    public HostTelemetry() {
        this(Path.of("/proc"), Path.of("/sys"), LoggerFactory.getLogger(HostTelemetry.class));
    }

    HostTelemetry(Path proc, Path sys, Logger logger) {
        this.proc = proc;
        this.sys = sys;
        this.logger = logger;
    }

    @Override
    public void create(ModuleContext context) {
        this.context = context;
        Args args = context.args(Args.class);
        sources.add(new CpuSource(proc));
        sources.add(new MemorySource(proc));
        sources.add(new LoadSource(proc));
        args.disks().forEach(path -> sources.add(new DiskSource(path)));
        sources.add(new NetworkSource(proc, sys, System::nanoTime));
        sources.addAll(ThermalZones.in(sys));
        context.every(args.every(), this::publishReadings);
    }

    @Override
    public void start() {
        publishReadings();
    }

    @Override
    public void receive(Message message) {
        // Telemetry only publishes; there is nothing to do with a message that is sent here.
    }

    @Override
    public void destroy() {
        // Nothing is held open.
    }

    private void publishReadings() {
        Instant at = context.clock().instant();
        for (Source source : sources) {
            for (Reading reading : read(source)) {
                context.publish(reading.toMessage(at));
            }
        }
    }

    private List<Reading> read(Source source) {
        try {
            return source.read();
        } catch (IOException | RuntimeException e) {
            // Whatever is wrong with one source, the others go on.
            if (unreadable.add(source.name())) {
                logger.warn("{} cannot be read and is left out: {}", source.name(), e.toString());
            }
            return List.of();
        }
    }
}
