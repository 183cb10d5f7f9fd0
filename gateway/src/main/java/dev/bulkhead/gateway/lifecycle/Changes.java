package dev.bulkhead.gateway.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Tells listeners of the changes of all modules, in their order, on a thread of its own. Thread-safe. */
final class Changes implements AutoCloseable {
    private final List<Consumer<StateChange>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "changes");
        made.setDaemon(true);
        return made;
    });

    /** Tells of a change, soon. Returns at once. */
    void tell(StateChange change) {
        inTurn(() -> listeners.forEach(listener -> tell(listener, change)));
    }

    /**
     * Lets a listener hear of what is, and then of what changes.
     *
     * @param present says what is, when all that was told before has been heard
     * @return ends it
     */
    AutoCloseable add(Consumer<StateChange> listener, Supplier<List<StateChange>> present) {
        inTurn(() -> {
            present.get().forEach(change -> tell(listener, change));
            listeners.add(listener);
        });
        return () -> inTurn(() -> listeners.remove(listener));
    }

    /** Does something soon, after all changes that were told of before have been heard. Must not take long. */
    void inTurn(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // The gateway has stopped, and nobody listens any more.
            LoggerFactory.getLogger(Changes.class).debug("too late", e);
        }
    }

    private static void tell(Consumer<StateChange> listener, StateChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Changes.class).warn("a listener failed at {}", change, e);
        }
    }

    /** Tells what is left to tell, and ends. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
