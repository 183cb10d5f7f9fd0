package dev.bulkhead.store;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer. Messages and tasks wake it; the rest waits up to 100 ms for company, because each page of the file that is
 * touched is written whole. Thread-safe.
 */
final class Intake {
    private static final long LAZY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final ArrayDeque<Append> appends = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();
    private final Set<SqliteLink> settled = new LinkedHashSet<>();
    private final List<Task<?>> tasks = new ArrayList<>();
    private final long batchBytes;
    private long next;
    private long lazySince;
    private boolean asleep;
    private boolean closed;

    /**
     * @param next the first number that was never used
     * @param batchBytes the most bytes of messages that are taken at once; one message may be larger
     */
    Intake(long next, long batchBytes) {
        this.next = next;
        this.batchBytes = batchBytes;
    }

    /** {@return the number of the message} */
    long append(SqliteLink link, Message message, long at) {
        lock.lock();
        try {
            refuseWhenClosed();
            long number = next++;
            appends.add(new Append(link, new StoredMessage(number, at, message)));
            wake();
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** Notes how far a link has come. */
    void settle(SqliteLink link, long upTo, Totals totals) {
        lock.lock();
        try {
            link.setSettled(upTo, totals);
            lazily();
            settled.add(link);
        } finally {
            lock.unlock();
        }
    }

    /** Notes something to be written, and what a link then counts. */
    void change(SqliteLink link, Change change, @Nullable Totals totals) {
        lock.lock();
        try {
            lazily();
            changes.add(change);
            if (totals != null) {
                link.setSettled(link.settledUpTo(), totals);
                settled.add(link);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives the writer something to do that cannot wait. */
    <T> Task<T> call(Task.Body<T> body) {
        Task<T> task = new Task<>(body);
        lock.lock();
        try {
            refuseWhenClosed();
            tasks.add(task);
            wake();
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** What waits is still taken, and nothing more comes. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private void lazily() {
        if (closed) {
            return; // written never: delivered again, which is what the contract says
        }
        if (changes.isEmpty() && settled.isEmpty()) {
            lazySince = System.nanoTime();
            wake();
        }
    }

    private void wake() {
        if (asleep) {
            something.signal();
        }
    }

    /** Waits for something to do, at most so long. Called by the writer. */
    Work take(long mostNanos) {
        long until = System.nanoTime() + mostNanos;
        lock.lock();
        try {
            while (!isReady() && System.nanoTime() - until < 0) {
                sleep(until);
            }
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, whatever comes, unless the store is closed. Called by the writer. */
    void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        lock.lock();
        try {
            while (!closed && System.nanoTime() - until < 0) {
                sleepUntil(until);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isReady() {
        return !appends.isEmpty() || !tasks.isEmpty() || closed || isLazyDue();
    }

    private boolean isLazy() {
        return !changes.isEmpty() || !settled.isEmpty();
    }

    private boolean isLazyDue() {
        return isLazy() && System.nanoTime() - lazySince >= LAZY_NANOS;
    }

    private void sleep(long until) {
        boolean lazyFirst = isLazy() && lazySince + LAZY_NANOS - until < 0;
        sleepUntil(lazyFirst ? lazySince + LAZY_NANOS : until);
    }

    @SuppressWarnings("WaitNotInLoop") // who calls this does so in a loop
    private void sleepUntil(long until) {
        asleep = true;
        try {
            long unused = something.awaitNanos(until - System.nanoTime());
        } catch (InterruptedException e) {
            // Nobody has a reason to, and what waits must be written.
            asleep = false;
        }
        asleep = false;
    }

    private Work drain() {
        List<Append> taken = takeAppends();
        boolean all = appends.isEmpty() && (closed || !tasks.isEmpty());
        boolean lazies = all || isLazyDue();
        List<Change> written = lazies ? List.copyOf(changes) : List.of();
        List<Settlement> settlements = lazies ? settlements() : List.of();
        if (lazies) {
            changes.clear();
            settled.clear();
        }
        List<Task<?>> called = all ? List.copyOf(tasks) : List.of();
        if (all) {
            tasks.clear();
        }
        return new Work(taken, written, settlements, called, closed && appends.isEmpty());
    }

    private List<Append> takeAppends() {
        List<Append> taken = new ArrayList<>();
        long bytes = 0;
        for (Append append = appends.peek(); append != null; append = appends.peek()) {
            bytes += Records.size(append.stored().message());
            if (bytes > batchBytes && !taken.isEmpty()) {
                break;
            }
            taken.add(appends.remove());
        }
        return taken;
    }

    private List<Settlement> settlements() {
        return settled.stream().map(SqliteLink::settlement).toList();
    }

    /** Takes back what could not be written; it is tried again. Called by the writer. */
    void giveBack(Work work) {
        lock.lock();
        try {
            if (work.changes().isEmpty() && work.settlements().isEmpty()) {
                return;
            }
            if (!isLazy()) {
                lazySince = System.nanoTime();
            }
            changes.addAll(0, work.changes());
            work.settlements().forEach(settlement -> settled.add(settlement.link()));
        } finally {
            lock.unlock();
        }
    }
}
