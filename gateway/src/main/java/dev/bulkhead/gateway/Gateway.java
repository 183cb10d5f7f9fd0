package dev.bulkhead.gateway;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.ConfigSource;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.control.ControlServer;
import dev.bulkhead.gateway.control.GatewayStatus;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.ModuleSource;
import dev.bulkhead.gateway.lifecycle.Modules;
import dev.bulkhead.gateway.log.ModuleLines;
import dev.bulkhead.gateway.store.DurableStore;
import dev.bulkhead.wire.zmq.CurveKeys;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A gateway that runs: the data folder, the modules, and the control endpoint. */
public final class Gateway implements AutoCloseable {
    private final GatewayConfig config;
    private final DataFolder data;
    private final DurableStore store;
    private final Modules modules;
    private final @Nullable ControlServer control;
    private final ModuleLines log;
    private final Instant started = Instant.now();

    /**
     * Takes the data folder and the control address; modules do not run yet.
     *
     * @param source reads other configurations for it
     * @throws IOException if another gateway has one of them, or they cannot be used
     */
    public Gateway(GatewayConfig config, Installation installation, ConfigSource source) throws IOException {
        this(config, installation, source, ModuleSource.CLASSES, true);
    }

    /**
     * Takes the data folder and, if it is wanted, the control address; modules do not run yet.
     *
     * @param source reads other configurations for it
     * @param moduleSource makes the modules that live in this process
     * @param controlled whether there is a control endpoint, and the modules' log lines are kept for it
     * @throws IOException if another gateway has one of them, or they cannot be used
     */
    Gateway(
            GatewayConfig config,
            Installation installation,
            ConfigSource source,
            ModuleSource moduleSource,
            boolean controlled)
            throws IOException {
        this.config = config;
        data = DataFolder.open(config.gateway().data());
        log = controlled ? ModuleLines.attach() : ModuleLines.detached();
        store = store(config);
        modules = modules(config, installation, source, moduleSource);
        store.buryOrphans();
        try {
            control = controlled ? listening() : null;
        } catch (IOException e) {
            modules.close();
            store.close();
            data.close();
            log.close();
            throw e;
        }
    }

    private ControlServer listening() throws IOException {
        ControlServer server =
                new ControlServer(config.gateway().control(), data.token(), this::status, modules.controller(), log);
        server.start();
        data.writeControlAddress(server.address());
        return server;
    }

    private DurableStore store(GatewayConfig of) throws IOException {
        try {
            return DurableStore.open(of);
        } catch (IOException e) {
            data.close();
            log.close();
            throw e;
        }
    }

    private Modules modules(GatewayConfig of, Installation installation, ConfigSource source, ModuleSource moduleSource)
            throws IOException {
        try {
            return new Modules(
                    of,
                    store,
                    installation.java(),
                    installation.hostJar(),
                    installation.hostOptions(),
                    installation.launcher(),
                    keys(of),
                    source,
                    moduleSource,
                    log::text);
        } catch (IOException e) {
            store.close();
            data.close();
            log.close();
            throw e;
        }
    }

    /** {@return the gateway's keys; null if no module needs them} */
    private static @Nullable CurveKeys keys(GatewayConfig config) throws IOException {
        boolean needed = config.modules().stream()
                .anyMatch(module -> module.activation() instanceof ActivationConfig.External external
                        && external.hostKey() != null);
        return needed ? DataFolder.keys(config.gateway().data()) : null;
    }

    /** Starts the modules. Returns when each runs, or has failed and is down; those that wait for a host of others may come later. */
    public void start() {
        modules.start();
    }

    /** {@return the gateway at this moment} */
    public GatewayStatus status() {
        return new GatewayStatus(
                config.gateway().name(),
                Installation.version(),
                ProcessHandle.current().pid(),
                started,
                control == null ? null : control.address(),
                modules.status(),
                modules.links(),
                modules.removedLinks(),
                store.status());
    }

    /** {@return steers the modules while they run} */
    public Controller controller() {
        return modules.controller();
    }

    /** Stops the modules in order, then the rest. */
    @Override
    public void close() {
        modules.stop();
        modules.close();
        store.close();
        if (control != null) {
            control.close();
        }
        data.close();
        log.close();
    }
}
