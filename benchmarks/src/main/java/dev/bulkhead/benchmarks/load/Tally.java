package dev.bulkhead.benchmarks.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
    private final Attendance attendance;
    private final Latencies latencies = new Latencies();
    private final boolean timed;
    private final @Nullable Roll roll;

    @SuppressWarnings("UnusedVariable") // by its handle
    private long received;

    private final AtomicLong damaged = new AtomicLong();

    /** Counts the messages of a job. */
    public Tally(Job job) {
        size = job.size();
        attendance = new Attendance(Load.count(size));
        timed = job.paced();
        roll = job.confirmed() ? new Roll() : null;
    }

    /** Takes one message, decoded. */
    public void received(String kind, String unit, ByteBuffer content) {
        int at = content.position();
        int index = content.getInt(at);
        if (roll == null) {
            attendance.came(index);
        } else {
            roll.came(content.getLong(at + Parcel.STAMP_AT));
        }
        if (content.remaining() != size
                || !Parcel.kind(index).equals(kind)
                || !Parcel.unit(index).equals(unit)) {
            damaged.incrementAndGet();
        }
        if (timed) {
            latencies.record(content.getLong(at + Parcel.STAMP_AT), System.nanoTime());
        }
        count(1);
    }

    /** Counts messages that nobody decodes. */
    public void add(long messages) {
        attendance.cameInTurn(messages);
        count(messages);
    }

    /** Whoever sees the count sees what was noted before. */
    private void count(long messages) {
        RECEIVED.setRelease(this, (long) RECEIVED.getOpaque(this) + messages);
    }

    /** {@return how many have been received} */
    public long received() {
        return (long) RECEIVED.getAcquire(this);
    }

    /** {@return what became of so many messages; to be asked when nothing comes any more} */
    public Delivery delivery(long published) {
        return roll == null ? attendance.after(published, damaged.get()) : roll.after(published, damaged.get());
    }

    /** {@return how long messages took, if they bear a time} */
    public Latencies latencies() {
        return latencies;
    }
}
