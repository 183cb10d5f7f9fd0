package dev.bulkhead.gateway.lifecycle;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a module's life asks for, one thing after the other, on one thread at a time. Thread-safe. */
final class Owner implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

    private final Executor threads;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean works;

    /**
     * Begins with nothing to do.
     *
     * @param threads lends a thread while there is something to do
     */
    Owner(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (works) {
                return;
            }
            works = true;
        }
        threads.execute(this::work);
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            run(task);
        }
    }

    /** A task that fails is a mistake of ours; those behind it are done nevertheless. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a step of a module's life failed", e);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        works = task != null;
        return task;
    }
}
