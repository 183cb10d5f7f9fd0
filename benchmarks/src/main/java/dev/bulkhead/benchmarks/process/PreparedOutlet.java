package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Publishes the objects that a system takes. Those of a load are made once, as the messages are that others publish. */
final class PreparedOutlet<T> implements Outlet {
    /** Publishes one object, which may be published again later. */
    interface Publisher<T> {
        void publish(T object) throws Exception;
    }

    private final Function<Parcel, T> maker;
    private final Publisher<T> publisher;
    private final List<T> ready = new ArrayList<>();

    PreparedOutlet(Function<Parcel, T> maker, Publisher<T> publisher) {
        this.maker = maker;
        this.publisher = publisher;
    }

    @Override
    public boolean publish(Parcel parcel) throws Exception {
        publisher.publish(maker.apply(parcel));
        return true;
    }

    @Override
    public int publish(Load load, long sequence) throws Exception {
        if (ready.isEmpty()) {
            for (int i = 0; i < load.count(); i++) {
                ready.add(maker.apply(load.parcel(i)));
            }
        }
        publisher.publish(ready.get(load.index(sequence)));
        return 1;
    }
}
