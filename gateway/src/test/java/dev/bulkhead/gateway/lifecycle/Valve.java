package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A module that waits, fails and hangs as a test wants it to; in this process, so by static fields. */
public final class Valve implements Module, Suspendable, Stateful {
    static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
    static final AtomicInteger CREATED = new AtomicInteger();
    static final AtomicBoolean HOLDS_IN_CREATE = new AtomicBoolean();
    static final AtomicBoolean HOLDS_IN_DESTROY = new AtomicBoolean();
    static final AtomicBoolean HOLDS_IN_SUSPEND = new AtomicBoolean();
    static final AtomicBoolean HOLDS_IN_SAVE = new AtomicBoolean();
    static final AtomicBoolean HANGS = new AtomicBoolean();
    static final Semaphore GO = new Semaphore(0);

    static void reset() {
        FAILURES_LEFT.set(0);
        CREATED.set(0);
        HOLDS_IN_CREATE.set(false);
        HOLDS_IN_DESTROY.set(false);
        HOLDS_IN_SUSPEND.set(false);
        HOLDS_IN_SAVE.set(false);
        HANGS.set(false);
        GO.drainPermits();
    }

    @Override
    public void create(ModuleContext context) throws Exception {
        CREATED.incrementAndGet();
        if (HOLDS_IN_CREATE.get()) {
            GO.acquire();
        }
        if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the valve is stuck");
        }
        context.every(Duration.ofMillis(1), Valve::work);
    }

    private static void work() {
        if (HANGS.get()) {
            GO.acquireUninterruptibly();
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() throws Exception {
        if (HOLDS_IN_DESTROY.get()) {
            GO.acquire();
        }
    }

    @Override
    public void suspend() throws Exception {
        if (HOLDS_IN_SUSPEND.get()) {
            GO.acquire();
        }
    }

    @Override
    public void resume() {}

    @Override
    public byte[] saveState() throws Exception {
        if (HOLDS_IN_SAVE.get()) {
            GO.acquire();
        }
        return new byte[0];
    }

    @Override
    public void restoreState(byte[] state) {}
}
