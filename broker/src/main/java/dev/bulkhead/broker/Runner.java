package dev.bulkhead.broker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The one thread that calls a module. It takes messages from the inbox, runs periodic work, and runs what others ask for with
 * {@link #execute}, one after the other; it parks when there is nothing to do.
 */
final class Runner {
    /** The most messages between two {@code endOfBatch}: bounds what a module collects. */
    private static final int MAX_BATCH = 8192;

    private final Inbox inbox;
    private final Schedule schedule;
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean parked = new AtomicBoolean();
    private final FailureLog failures;
    private final WorkCounts work;
    private final Thread thread;
    private @Nullable Delivery delivery;
    private boolean terminated;
    private volatile boolean alive;
    /** Whether a batch may have to end early, for one of the next two reasons: the one look that a batch takes. */
    private volatile boolean hurried;

    private volatile boolean stopping;
    private volatile boolean pausing;
    private volatile long stopAt;
    private volatile long busySince;
    private volatile @Nullable Runnable onWaiting;

    Runner(String name, Inbox inbox, FailureLog failures, WorkCounts work, Time time) {
        this.work = work;
        schedule = new Schedule(time);
        this.inbox = inbox;
        this.failures = failures;
        thread = new Thread(() -> runNamed(name), "module-" + name);
        thread.setDaemon(true);
    }

    void begin() {
        alive = true;
        thread.start();
    }

    Schedule schedule() {
        return schedule;
    }

    /** Runs something on this thread, soon: after the present batch or call. Where there is no thread, it runs here. */
    void execute(Runnable request) {
        requests.add(request);
        if (alive) {
            wake();
        } else {
            // Too late for the thread, or too early; but nobody shall wait for ever for what it asked for.
            runRequests();
        }
    }

    /**
     * Called after a message was queued. No fence is needed: a queue counts the message by a compare-and-set before this reads
     * whether the thread parks, and the thread says that it parks before it reads that count.
     */
    void wake() {
        if (parked.get() && parked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
            Runnable hook = onWaiting;
            if (hook != null) {
                hook.run();
            }
        }
    }

    /**
     * Lets the next {@link #wake} be heard, once. Only while there is no thread: then nobody else parks, and whoever publishes looks for
     * that anyway.
     */
    void onWaiting(Runnable hook) {
        onWaiting = hook;
        parked.set(true);
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** {@return since when, on the clock of {@code System.nanoTime()}, the thread has been at work; 0 while it is idle} */
    long busySince() {
        return busySince;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Begins to deliver. On this thread only. */
    void deliverTo(Delivery newDelivery) {
        delivery = newDelivery;
        schedule.start();
    }

    /** Lets a batch end when {@code System.nanoTime()} has passed {@code deadline}. From any thread. */
    void deliverUntil(long deadline) {
        stopAt = deadline;
        stopping = true;
        hurried = true;
        inbox.takeSingly(this);
    }

    /** As {@link #execute}, but the present batch ends as soon as the module's call returns. */
    void executeSoon(Runnable request) {
        execute(request);
        // Not before: the thread takes this back when it has run what it was asked for.
        pausing = true;
        hurried = true;
        inbox.takeSingly(this);
    }

    private void endPause() {
        pausing = false;
        hurried = false;
        inbox.takeTurns(this);
        if (stopping) {
            // Whoever stops comes after our look, or is seen here.
            hurried = true;
            inbox.takeSingly(this);
        }
    }

    /**
     * Delivers until that holds, nothing waits, or {@code System.nanoTime()} has passed {@code deadline}. On this thread only.
     *
     * @return whether it holds
     */
    boolean deliverUntil(BooleanSupplier enough, long deadline) {
        Delivery to = delivery;
        int delivered = 0;
        int taken = 1;
        inbox.takeSingly(this);
        while (to != null && taken > 0 && !enough.getAsBoolean() && System.nanoTime() - deadline < 0) {
            busySince = System.nanoTime();
            taken = inbox.round(to);
            delivered += taken;
        }
        if (to != null && delivered > 0) {
            to.endBatch();
        }
        return enough.getAsBoolean();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Ends delivering. On this thread only. */
    void stopDelivering() {
        delivery = null;
        schedule.stop();
    }

    /** Lets the thread end after the present request. On this thread only. */
    void terminate() {
        terminated = true;
        schedule.clear();
    }

    private void runNamed(String name) {
        // What a module logs bears its name, without its author doing anything for that.
        MDC.put("module", name);
        run();
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the scheduler: it is only given a chance
    private void run() {
        boolean gaveWay = false;
        while (!terminated) {
            // A module may leave its thread interrupted; parking would then return at once, again and again.
            boolean unused = Thread.interrupted();
            busySince = System.nanoTime();
            runRequests();
            schedule.runDue(this::runPeriodicWork);
            if (deliverBatch() > 0) {
                gaveWay = false;
            } else if (!gaveWay) {
                // Others may be about to publish more; to wake this thread would cost them more than the messages do.
                gaveWay = true;
                Thread.yield();
            } else if (!terminated) {
                park();
            }
        }
        busySince = 0;
        alive = false;
        runRequests();
    }

    private void runRequests() {
        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
        }
        if (pausing) {
            endPause();
        }
    }

    private void runPeriodicWork(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // user code: not even an Error may end the thread that others wait for
            failures.failed("periodic work", e);
        }
    }

    /** Delivers until nothing waits, or {@code System.nanoTime()} has passed {@code deadline}. On this thread only. */
    void drainUntil(long deadline) {
        while (System.nanoTime() - deadline < 0 && deliverBatch() > 0) {
            // deliverBatch does the work
        }
    }

    /** Takes from the links in turn until they are empty or the batch is full. {@return the number of messages} */
    int deliverBatch() {
        Delivery to = delivery;
        if (to == null) {
            return 0;
        }
        int delivered = 0;
        int taken;
        long began = System.nanoTime();
        do {
            busySince = delivered == 0 ? began : System.nanoTime();
            taken = inbox.round(to);
            delivered += taken;
        } while (taken > 0 && delivered < MAX_BATCH && schedule.untilDue() > 0 && !isTimeOver());
        if (delivered > 0) {
            to.endBatch();
            work.count(System.nanoTime() - began);
        }
        return delivered;
    }

    private boolean isTimeOver() {
        return hurried && (pausing || (stopping && System.nanoTime() - stopAt >= 0));
    }

    private void park() {
        busySince = 0;
        parked.set(true);
        // Whoever came after our last look either sees that we park, or is seen here.
        if (requests.isEmpty() && (delivery == null || inbox.isEmptyFor(delivery))) {
            long nanos = schedule.untilDue();
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        parked.set(false);
    }
}
