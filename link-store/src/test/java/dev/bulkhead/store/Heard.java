package dev.bulkhead.store;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.store.LinkStore.Listener;
import org.jspecify.annotations.Nullable;

/** Notes what a store says of appended messages. */
final class Heard implements Listener {
    private volatile long stored;
    private volatile long failed;
    private volatile @Nullable String why;

    @Override
    public void stored(long upTo) {
        if (upTo <= Math.max(stored, failed)) {
            throw new IllegalStateException("heard of " + upTo + " after " + stored + " and " + failed);
        }
        stored = upTo;
    }

    @Override
    public void failed(long upTo, String cause) {
        if (upTo <= Math.max(stored, failed)) {
            throw new IllegalStateException("heard of " + upTo + " after " + stored + " and " + failed);
        }
        why = cause;
        failed = upTo;
    }

    void awaitStored(long number) {
        await().until(() -> stored >= number);
    }

    void awaitFailed(long number) {
        await().until(() -> failed >= number);
    }

    @Nullable
    String why() {
        return why;
    }
}
