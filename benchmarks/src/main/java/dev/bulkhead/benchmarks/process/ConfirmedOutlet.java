package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes to a system that confirms later. One thread waits while as many messages as may be are not confirmed. */
final class ConfirmedOutlet implements Outlet {
    /** Hands a message to the system. */
    interface Publisher {
        /** {@return ends when the system has confirmed it} */
        CompletableFuture<?> publish(Parcel parcel) throws Exception;
    }

    private final Publisher publisher;
    private final Semaphore room;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ConfirmedOutlet(int inFlight, Publisher publisher) {
        this.publisher = publisher;
        room = new Semaphore(inFlight);
    }

    /** @throws IllegalStateException if a message before this one was not confirmed: none may fail here */
    @Override
    public boolean publish(Parcel parcel) throws Exception {
        room.acquire();
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException("a message was not confirmed: " + why, why);
        }
        var unused = publisher.publish(parcel).whenComplete((result, error) -> confirmed(error));
        return true;
    }

    private void confirmed(@Nullable Throwable error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
        room.release();
    }
}
