package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import dev.bulkhead.benchmarks.load.Attendance;
import dev.bulkhead.benchmarks.load.Delivery;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A sink: counts messages, and notes which of them come. One thread at a time hands them in. */
final class Counter implements Consumer<Message> {
    private static final VarHandle RECEIVED;

    static {
        try {
            RECEIVED = MethodHandles.lookup().findVarHandle(Counter.class, "received", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Message[] expected;
    private final Attendance attendance;

    @SuppressWarnings("UnusedVariable") // by its handle
    private long received;

    private final AtomicLong damaged = new AtomicLong();

    /** Expects these messages, again and again; their number is a power of two. */
    Counter(Message[] expected) {
        this.expected = expected;
        attendance = new Attendance(expected.length);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very object, as nothing is copied within a process
    public void accept(Message message) {
        int index = attendance.due();
        if (message != expected[index]) {
            index = message.contentBuffer().getInt(0);
            if (message != expected[index]) {
                damaged.incrementAndGet();
            }
        }
        attendance.came(index);
        RECEIVED.setRelease(this, (long) RECEIVED.getOpaque(this) + 1);
    }

    long received() {
        return (long) RECEIVED.getAcquire(this);
    }

    /** {@return what became of so many messages; to be asked when nothing comes any more} */
    Delivery delivery(long published) {
        return attendance.after(published, damaged.get());
    }
}
