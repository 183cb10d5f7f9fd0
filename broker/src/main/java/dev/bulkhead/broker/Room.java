package dev.bulkhead.broker;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where publishers wait until a full queue has room. Costs the other side one read while nobody waits. */
final class Room {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Whether somebody has looked in vain since the last signal. */
    private volatile boolean awaited;

    /**
     * Waits until the condition holds or {@code System.nanoTime()} has passed {@code deadline}. An interrupt does not end the
     * wait, which is short; it is kept for the caller.
     */
    void await(BooleanSupplier condition, long deadline) {
        boolean interrupted = false;
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (left > 0 && !holds(condition)) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                    left = deadline - System.nanoTime();
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean holds(BooleanSupplier condition) {
        // Before the look: whoever changes something after it must see this.
        awaited = true;
        return condition.getAsBoolean();
    }

    /** Called after the condition may have come true. */
    void changed() {
        // The taker's index must be visible before we look for somebody who waits for it.
        VarHandle.fullFence();
        if (awaited) {
            awaited = false;
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
