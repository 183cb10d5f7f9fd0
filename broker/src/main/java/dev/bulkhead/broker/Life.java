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
    private volatile @Nullable InFlight inFlight;
    private volatile boolean down;
    /** Used by the runner's thread alone, as is the next. */
    private @Nullable Module module;

    private boolean created;

    Life(Runner runner, Publisher publisher, FailureLog failures) {
        this.runner = runner;
        this.publisher = publisher;
        this.failures = failures;
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

    void module(Module made) {
        module = made;
    }

    /** {@return the module's object, if it has been made and the life is not over} */
    @Nullable
    Module module() {
        return module;
    }

    void created() {
        created = true;
    }

    /** {@return the module's object if it is to be destroyed; not again after that} */
    @Nullable
    Module takeCreated() {
        Module taken = created ? module : null;
        created = false;
        return taken;
    }

    /** Ends the thread, after what it does now. On the runner's thread. */
    void end() {
        publisher.close();
        loseInFlight();
        module = null;
        runner.terminate();
    }

    void loseInFlight() {
        InFlight present = inFlight;
        if (present != null) {
            present.lose();
        }
    }
}
