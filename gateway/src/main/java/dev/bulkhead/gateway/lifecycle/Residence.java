package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Args;
import dev.bulkhead.broker.ModuleMaker;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.zmq.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a module lives, and what the broker is to call in its place. */
interface Residence {
    /** {@return the word in {@code gateway.json}} */
    String activation();

    /** {@return what makes, for one life, what the broker calls: the module itself, or a proxy} */
    ModuleMaker maker();

    /** {@return the arguments of the module, if it lives in this process} */
    Args args();

    /** {@return how long {@code create} or {@code start} may take; empty where that is not for the gateway to say} */
    Optional<Duration> startLimit();

    /** {@return for how long the module may process what is queued before it is destroyed} */
    Duration drainLimit();

    /** Hears for how long the module may still process what is queued, right before it is stopped. */
    void drainFor(Duration limit);

    /** {@return how long it may take until it is destroyed, when it processes nothing more} */
    Duration stopLimit();

    /** Other links begin at the module now. */
    void linksChanged();

    /** {@return the process} */
    OptionalLong pid();

    /** {@return whether that process is on this machine} */
    boolean isHere();

    /** {@return how often strangers were turned away at the door for its host, if it has one} */
    Refusals.Counts turnedAway();

    /** {@return for how long the module has been at work without a pause, as far as known} */
    Duration busyFor(Duration seenByBroker);

    /** {@return how much the module has done in all its lives here, as far as known} */
    Work work(Work seenByBroker);

    /** {@return what the operator should know while the module is being activated; perhaps empty} */
    String diagnose();

    /** {@return whether the module runs in another process than this} */
    boolean isOutOfProcess();

    /** {@return whether making the module starts a process} */
    boolean startsAProcess();

    /** {@return whether the module comes back by itself after its host was lost} */
    boolean comesBack();

    /** Makes calls that are under way return soon. {@return whether that is possible} */
    boolean abort();
}
