package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;

/** Publishes as a module does: the call returns when it is known what became of the message. */
record ModuleOutlet(ModuleContext context) implements Outlet {
    @Override
    public boolean publish(Parcel parcel) {
        return context.publish(parcel.message()) == PublishResult.ACCEPTED;
    }

    @Override
    public int publishers(int inFlight) {
        return inFlight;
    }
}
