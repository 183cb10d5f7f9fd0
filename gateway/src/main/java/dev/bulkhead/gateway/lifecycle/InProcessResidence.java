package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Args;
import dev.bulkhead.broker.ModuleMaker;
import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.wire.zmq.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A module in the gateway's own process. */
final class InProcessResidence implements Residence {
    private static final Refusals.Counts NOBODY = new Refusals.Counts(0, 0);

    /** Nobody can end a thread from outside; after this long the gateway goes on without it. */
    static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final ModuleConfig config;
    private final ModuleSource source;
    private final Duration startLimit;

    InProcessResidence(ModuleConfig config, ModuleSource source, Duration startLimit) {
        this.config = config;
        this.source = source;
        this.startLimit = startLimit;
    }

    @Override
    public String activation() {
        return "in-process";
    }

    @Override
    public ModuleMaker maker() {
        return source.makerOf(config);
    }

    @Override
    public Args args() {
        return new JsonArgs(config.argsJson());
    }

    @Override
    public Optional<Duration> startLimit() {
        return Optional.of(startLimit);
    }

    @Override
    public Duration drainLimit() {
        return DRAIN_LIMIT;
    }

    /** Does nothing: the broker keeps the time. */
    @Override
    public void drainFor(Duration limit) {}

    @Override
    public Duration stopLimit() {
        return STOP_LIMIT;
    }

    @Override
    public void linksChanged() {}

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(ProcessHandle.current().pid());
    }

    @Override
    public boolean isHere() {
        return true;
    }

    @Override
    public Refusals.Counts turnedAway() {
        return NOBODY;
    }

    @Override
    public Duration busyFor(Duration seenByBroker) {
        return seenByBroker;
    }

    @Override
    public Work work(Work seenByBroker) {
        return seenByBroker;
    }

    @Override
    public String diagnose() {
        return "";
    }

    @Override
    public boolean isOutOfProcess() {
        return false;
    }

    @Override
    public boolean startsAProcess() {
        return false;
    }

    @Override
    public boolean comesBack() {
        return false;
    }

    /** Does nothing: nobody can end a thread from outside. */
    @Override
    public boolean abort() {
        return false;
    }
}
