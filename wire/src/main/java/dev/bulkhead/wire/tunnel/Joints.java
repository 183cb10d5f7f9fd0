package dev.bulkhead.wire.tunnel;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The joints of one end of a tunnel. Bounded: nobody on the other side has shown a token yet. Thread-safe. */
final class Joints implements AutoCloseable {
    /** A session has one connection each way, and for a moment two when one is replaced. */
    private static final int MOST = 16;

    private final String name;
    private final Set<Joint> present = new HashSet<>();
    private boolean closed;

    /**
     * Begins with none.
     *
     * @param name the name of their threads
     */
    Joints(String name) {
        this.name = name;
    }

    /** {@return whether one more would be too many} */
    synchronized boolean isFull() {
        return closed || present.size() >= MOST;
    }

    /** Joins two connections, or closes both if that would be too many. */
    synchronized void join(SocketChannel one, SocketChannel other) {
        if (isFull()) {
            Daemons.close(one);
            Daemons.close(other);
            return;
        }
        Joint joint = new Joint(one, other, this::ended);
        present.add(joint);
        joint.start(name);
    }

    private synchronized void ended(Joint joint) {
        present.remove(joint);
        notifyAll();
    }

    /** Waits at most this long until all have ended by themselves. */
    synchronized void awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); !present.isEmpty() && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        List<Joint> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(present);
        }
        left.forEach(Joint::close);
    }
}
