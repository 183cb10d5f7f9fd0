package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import org.jspecify.annotations.Nullable;

/**
 * One life of a member, from {@code instantiate} to the end of its thread. A thread that was abandoned may come back when the
 * member lives anew; it then finds its own life here, which is over, and no way to the other.
 */
final class Life {
    private final Runner runner;
    private final Publisher publisher;
    private final FailureLog failures;
    private final Conditions conditions;
    private volatile @Nullable InFlight inFlight;
    private volatile boolean down;
    private volatile boolean suspended;
    private volatile Roles roles = Roles.NOBODY;
    private volatile @Nullable Delivery delivery;
    /** Used by the runner's thread alone, as is the next. */
    private @Nullable Module module;

    private boolean created;
    private @Nullable ModuleMaker maker;

    Life(Runner runner, Publisher publisher, FailureLog failures, Conditions conditions) {
        this.runner = runner;
        this.publisher = publisher;
        this.failures = failures;
        this.conditions = conditions;
    }

    Runner runner() {
        return runner;
    }

    Publisher publisher() {
        return publisher;
    }

    FailureLog failures() {
        return failures;
    }

    Conditions conditions() {
        return conditions;
    }

    @Nullable
    InFlight inFlight() {
        return inFlight;
    }

    void inFlight(InFlight fresh) {
        inFlight = fresh;
    }

    /** {@return whether messages stay in their queues from now on} */
    boolean isDown() {
        return down;
    }

    void goDown() {
        down = true;
    }

    /** {@return whether the module rests} */
    boolean isSuspended() {
        return suspended;
    }

    void suspended(boolean nowSuspended) {
        suspended = nowSuspended;
    }

    /** {@return what the module can do, as far as known yet} */
    Roles roles() {
        return roles;
    }

    /** Says by whom the module will be made. Before the thread begins. */
    void madeBy(ModuleMaker itsMaker) {
        maker = itsMaker;
    }

    void module(Module made) {
        module = made;
    }

    /** {@return the module's object, if it has been made and the life is not over} */
    @Nullable
    Module module() {
        return module;
    }

    void created(Module made) {
        created = true;
        // Not earlier: a forwarder knows only now what the module can do that it stands for.
        roles = made instanceof Forwarder forwarder ? forwarder.roles() : Roles.of(made);
    }

    boolean isCreated() {
        return created;
    }

    /** {@return where messages go; null until the module has started} */
    @Nullable
    Delivery delivery() {
        return delivery;
    }

    void delivery(Delivery started) {
        delivery = started;
    }

    /** {@return the module's object if it is to be destroyed; not again after that} */
    @Nullable
    Module takeCreated() {
        Module taken = created ? module : null;
        created = false;
        return taken;
    }

    /** Ends the thread, after what it does now, and lets go of all that is the module's. On the runner's thread. */
    void end() {
        publisher.close();
        loseInFlight();
        module = null;
        delivery = null;
        runner.terminate();
        ModuleMaker last = maker;
        maker = null;
        if (last != null) {
            last.over();
        }
    }

    void loseInFlight() {
        InFlight present = inFlight;
        if (present != null) {
            present.lose();
        }
    }
}
