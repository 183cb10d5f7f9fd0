package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.Args;
import dev.bulkhead.broker.ModuleMaker;
import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.config.HostSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.proxy.ProxyModule;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.zmq.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A module in a host. Every activation of the module gets a proxy of its own. */
final class HostedResidence implements Residence {
    private final ModuleConfig config;
    private final HostSettings settings;
    private final String activation;
    private final boolean comesBack;
    private final BooleanSupplier confirmed;
    private final Function<Refusals, ProxyModule> proxies;
    private final Refusals refusals;
    private volatile @Nullable ProxyModule proxy;
    /** What the lives before this one did; null if none of their hosts has said. Guarded by this. */
    private @Nullable Work before;

    /**
     * Prepares the residence.
     *
     * @param activation the word in {@code gateway.json}
     * @param comesBack whether others see to it that there is a host
     * @param confirmed whether what the module publishes is to be on disk before its {@code publish} returns
     * @param proxies makes a proxy for the next life of the module, given what counts strangers in all of them
     */
    HostedResidence(
            ModuleConfig config,
            HostSettings settings,
            String activation,
            boolean comesBack,
            BooleanSupplier confirmed,
            Function<Refusals, ProxyModule> proxies) {
        refusals = new Refusals(config.name());
        this.config = config;
        this.settings = settings;
        this.activation = activation;
        this.comesBack = comesBack;
        this.confirmed = confirmed;
        this.proxies = proxies;
    }

    @Override
    public String activation() {
        return activation;
    }

    @Override
    public ModuleMaker maker() {
        return this::proxy;
    }

    private Module proxy() {
        ProxyModule fresh = proxies.apply(refusals);
        fresh.confirm(confirmed.getAsBoolean());
        synchronized (this) {
            before = workSoFar();
            proxy = fresh;
        }
        return fresh;
    }

    /** {@return the arguments; the proxy sends them as they are} */
    @Override
    public Args args() {
        return new JsonArgs(config.argsJson());
    }

    /** {@return nothing: the proxy keeps the time} */
    @Override
    public Optional<Duration> startLimit() {
        return Optional.empty();
    }

    @Override
    public Duration drainLimit() {
        return settings.grace();
    }

    @Override
    public void drainFor(Duration limit) {
        ProxyModule present = proxy;
        if (present != null) {
            present.drainFor(limit);
        }
    }

    /** The module's destroy, the host's own end, and its end after SIGTERM may each take the whole grace; SIGKILL some seconds. */
    @Override
    public Duration stopLimit() {
        return settings.grace().multipliedBy(3).plusSeconds(10);
    }

    @Override
    public void linksChanged() {
        ProxyModule present = proxy;
        if (present != null) {
            present.confirm(confirmed.getAsBoolean());
        }
    }

    @Override
    public OptionalLong pid() {
        ProxyModule present = proxy;
        return present == null ? OptionalLong.empty() : present.pid();
    }

    @Override
    public boolean isHere() {
        ProxyModule present = proxy;
        return present != null && present.isHere();
    }

    @Override
    public Refusals.Counts turnedAway() {
        return refusals.counts();
    }

    @Override
    public Duration busyFor(Duration seenByBroker) {
        ProxyModule present = proxy;
        Optional<Heartbeat> heartbeat = present == null ? Optional.empty() : present.heartbeat();
        return Duration.ofMillis(heartbeat.map(Heartbeat::busyMillis).orElse(0L));
    }

    @Override
    public synchronized Work work(Work seenByBroker) {
        Work told = workSoFar();
        return told == null ? seenByBroker : told;
    }

    /** {@return what the hosts of all lives have said; null if none has said anything} */
    private synchronized @Nullable Work workSoFar() {
        ProxyModule present = proxy;
        Heartbeat heartbeat = present == null ? null : present.heartbeat().orElse(null);
        Work now = heartbeat == null ? null : heartbeat.work();
        if (now == null || before == null) {
            return now == null ? before : now;
        }
        return before.plus(now);
    }

    @Override
    public String diagnose() {
        ProxyModule present = proxy;
        return present == null || present.isAttached() ? "" : present.diagnose();
    }

    @Override
    public boolean isOutOfProcess() {
        return true;
    }

    @Override
    public boolean startsAProcess() {
        return !comesBack;
    }

    @Override
    public boolean comesBack() {
        return comesBack;
    }

    @Override
    public boolean abort() {
        ProxyModule present = proxy;
        if (present != null) {
            present.abort();
        }
        return true;
    }
}
