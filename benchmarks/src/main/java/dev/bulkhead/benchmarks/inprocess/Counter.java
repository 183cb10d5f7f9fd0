package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A sink: counts messages, and checks that each is the one that follows. One thread at a time hands them in. */
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
    private int next;

    @SuppressWarnings("UnusedVariable") // by its handle
    private long received;

    private final AtomicLong misplaced = new AtomicLong();

    /** Expects these messages, again and again; their number is a power of two. */
    Counter(Message[] expected) {
        this.expected = expected;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very object, as nothing is copied within a process
    public void accept(Message message) {
        if (message != expected[next]) {
            misplaced.incrementAndGet();
            next = message.contentBuffer().getInt(0);
        }
        next = next + 1 & expected.length - 1;
        RECEIVED.setOpaque(this, (long) RECEIVED.getOpaque(this) + 1);
    }

    long received() {
        return (long) RECEIVED.getOpaque(this);
    }

    long misplaced() {
        return misplaced.get();
    }
}
