package dev.bulkhead.gateway.lifecycle;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Does what a module's life asks for, one thing after the other, on one thread at a time. Thread-safe. */
final class Owner implements Executor {
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
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        works = task != null;
        return task;
    }
}
