package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkStore.Listener;
import org.jspecify.annotations.Nullable;

/** Notes what a store says of appended messages. */
final class Heard implements Listener {
    private static final long PATIENCE_MILLIS = 20_000;

    private long stored;
    private long failed;
    private @Nullable String why;

    @Override
    public synchronized void stored(long upTo) {
        news(upTo);
        stored = upTo;
    }

    @Override
    public synchronized void failed(long upTo, String cause) {
        news(upTo);
        failed = upTo;
        why = cause;
    }

    private void news(long upTo) {
        if (upTo <= Math.max(stored, failed)) {
            throw new IllegalStateException("heard of " + upTo + " after " + stored + " and " + failed);
        }
        notifyAll();
    }

    /** Waits until it is stored. */
    void awaitStored(long number) {
        await(number);
        if (stored < number) {
            throw new AssertionError("not stored: " + why);
        }
    }

    /** Waits until it has failed. {@return why} */
    String awaitFailed(long number) {
        await(number);
        if (failed < number || why == null) {
            throw new AssertionError("it is stored");
        }
        return why;
    }

    private synchronized void await(long number) {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        try {
            while (Math.max(stored, failed) < number && System.currentTimeMillis() < until) {
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
