package dev.bulkhead.benchmarks.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and checks what arrives. One thread hands in messages, any thread reads. */
public final class Tally {
    private static final VarHandle RECEIVED;

    static {
        try {
            RECEIVED = MethodHandles.lookup().findVarHandle(Tally.class, "received", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int size;
    private final int mask;
    private final Latencies latencies = new Latencies();
    private final boolean timed;
    private int next;

    @SuppressWarnings("UnusedVariable") // by its handle
    private long received;

    private final AtomicLong misplaced = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();

    /** Counts the messages of a job. */
    public Tally(Job job) {
        size = job.size();
        mask = Load.count(size) - 1;
        timed = job.paced();
    }

    /** Takes one message, decoded. */
    public void received(String kind, String unit, ByteBuffer content) {
        int at = content.position();
        int index = content.getInt(at);
        if (index != next) {
            misplaced.incrementAndGet();
        }
        next = index + 1 & mask;
        if (content.remaining() != size
                || !Parcel.kind(index).equals(kind)
                || !Parcel.unit(index).equals(unit)) {
            damaged.incrementAndGet();
        }
        if (timed) {
            latencies.record(System.nanoTime() - content.getLong(at + Parcel.TIME_AT));
        }
        add(1);
    }

    /** Counts messages that nobody decodes. */
    public void add(long messages) {
        RECEIVED.setOpaque(this, (long) RECEIVED.getOpaque(this) + messages);
    }

    /** {@return how many have been received} */
    public long received() {
        return (long) RECEIVED.getOpaque(this);
    }

    /** {@return how many did not follow the one before} */
    public long misplaced() {
        return misplaced.get();
    }

    /** {@return how many had other properties or another size than they were published with} */
    public long damaged() {
        return damaged.get();
    }

    /** {@return how long messages took, if they bear a time} */
    public Latencies latencies() {
        return latencies;
    }
}
