package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.wire.packet.LogLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a module: its configuration, what it lives in, and the calls to it there. There are two while a module is swapped; what
 * happens to the host of one is not the other's. Guarded by the core.
 */
final class Edition implements HostListener {
    private final ModuleCore core;
    private final HostListener module;
    private final Residence residence;
    private final ModuleCalls calls;
    private final boolean second;
    private ModuleConfig config;
    private @Nullable HostLoss loss;

    /**
     * Prepares an edition; nothing runs yet.
     *
     * @param module hears of its host, while it is the edition that counts
     * @param second whether its host gets the second of two places, so that it can be there beside another
     */
    Edition(ModuleCore core, HostListener module, ModuleConfig config, boolean second) {
        this.core = core;
        this.module = module;
        this.config = config;
        this.second = second;
        residence = core.facilities().residences().of(config, this, second);
        calls = new ModuleCalls(core.member(), residence);
    }

    ModuleConfig config() {
        return config;
    }

    void config(ModuleConfig next) {
        config = next;
    }

    Residence residence() {
        return residence;
    }

    ModuleCalls calls() {
        return calls;
    }

    boolean isSecond() {
        return second;
    }

    /** {@return what it was lost by, if nobody else has been told} */
    Optional<HostLoss> loss() {
        synchronized (core) {
            return Optional.ofNullable(loss);
        }
    }

    /** Keeps for the swap what it was lost by. */
    void lost(HostLoss what) {
        synchronized (core) {
            loss = what;
            core.notifyAll();
        }
    }

    /** Tells the module what this edition, which is the one that counts, was lost by meanwhile. */
    void tellLoss() {
        Optional<HostLoss> untold;
        synchronized (core) {
            untold = Optional.ofNullable(loss);
            loss = null;
        }
        untold.ifPresent(module::hostLost);
    }

    @Override
    public void hostLost(HostLoss what) {
        synchronized (core) {
            if (!core.isPresent(this) || core.isOnTrial()) {
                lost(what);
                return;
            }
        }
        module.hostLost(what);
    }

    @Override
    public void logged(LogLine line) {
        module.logged(line);
    }
}
