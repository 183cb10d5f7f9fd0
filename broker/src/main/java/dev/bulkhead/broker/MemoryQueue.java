package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.QueueProgressIndicators;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/** A queue in memory. */
abstract class MemoryQueue extends LinkQueue {
    private final int capacity;
    private final Weight weight;
    private final Queue<Message> queue;
    private final QueueProgressIndicators indices;
    /** Whether nothing is to come in any more, and nothing is left. Written under this queue's lock. */
    private volatile boolean closed;
    /** What came in all the same, because its publisher was in the middle of that. Guarded by this. */
    private final List<Message> late = new ArrayList<>(0);

    private <Q extends Queue<Message> & QueueProgressIndicators> MemoryQueue(LinkSpec spec, Q queue) {
        this.queue = queue;
        indices = queue;
        capacity = spec.capacity();
        weight = new Weight(spec);
    }

    /** {@return a queue for this link} */
    static MemoryQueue of(LinkSpec spec) {
        return spec.overflow() == Overflow.DROP_OLDEST ? new Evicting(spec) : new Waiting(spec);
    }

    @Override
    boolean isClosed() {
        return closed;
    }

    @Override
    synchronized long closeIfEmpty() {
        // First: a publisher counts its message in the queue and then looks here, so one of us sees the other.
        closed = true;
        if (queue.isEmpty()) {
            return polled();
        }
        closed = false;
        return -1;
    }

    /** Takes back a message that came in while this was closed. {@return false if it has been delivered after all} */
    synchronized boolean withdraw(Message message) {
        if (!closed) {
            return false;
        }
        for (Message next = queue.poll(); next != null; next = queue.poll()) {
            late.add(next);
        }
        return remove(late, message);
    }

    @SuppressWarnings("ReferenceEquality") // equal messages of two publishers are two messages
    private static boolean remove(List<Message> messages, Message message) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) == message) {
                messages.remove(i);
                return true;
            }
        }
        return false;
    }

    @Override
    @Nullable
    Message poll() {
        Message message = queue.poll();
        if (message != null) {
            weight.remove(message);
        }
        return message;
    }

    @Override
    long size() {
        return queue.size();
    }

    @Override
    boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    long offered() {
        return indices.currentProducerIndex();
    }

    @Override
    long polled() {
        return indices.currentConsumerIndex();
    }

    @Override
    boolean hasRoom(Message message) {
        return queue.size() < capacity && weight.fits(message);
    }

    boolean isLight(Message message) {
        return weight.isLight(message);
    }

    /** One at a time: the bytes of a message that turns out not to fit must not keep out another that does. */
    synchronized boolean offerInTurn(Message message) {
        if (closed || !hasRoom(message)) {
            return false;
        }
        weight.add(message);
        boolean queued = enqueue(message);
        if (!queued) {
            weight.remove(message);
        }
        return queued;
    }

    /** {@return whether the number of messages left room for this one} */
    abstract boolean enqueue(Message message);

    /** What does not fit has to wait, or is dropped. */
    private static final class Waiting extends MemoryQueue {
        private final int capacity;
        private final MpscVarHandleArrayQueue<Message> queue;

        Waiting(LinkSpec spec) {
            this(spec, new MpscVarHandleArrayQueue<>(spec.capacity()));
        }

        private Waiting(LinkSpec spec, MpscVarHandleArrayQueue<Message> queue) {
            super(spec, queue);
            capacity = spec.capacity();
            this.queue = queue;
        }

        @Override
        boolean offer(Message message) {
            if (!isLight(message)) {
                return offerInTurn(message);
            }
            return enqueue(message) && !(isClosed() && withdraw(message));
        }

        @Override
        boolean enqueue(Message message) {
            return queue.offerIfBelowThreshold(message, capacity);
        }
    }

    /** Lets a publisher take out the oldest message, so several threads poll. */
    static final class Evicting extends MemoryQueue {
        private final MpmcVarHandleArrayQueue<Message> queue;

        Evicting(LinkSpec spec) {
            this(spec, new MpmcVarHandleArrayQueue<>(Math.max(2, spec.capacity())));
        }

        private Evicting(LinkSpec spec, MpmcVarHandleArrayQueue<Message> queue) {
            super(spec, queue);
            this.queue = queue;
        }

        @Override
        boolean offer(Message message) {
            return offerInTurn(message);
        }

        @Override
        boolean enqueue(Message message) {
            return queue.offer(message);
        }

        /** Queues the message in any case. {@return how many older ones that pushed out; -1 if this is closed} */
        synchronized int push(Message message) {
            if (isClosed()) {
                return -1;
            }
            int evicted = 0;
            while (!offer(message)) {
                if (poll() != null) {
                    evicted++;
                }
            }
            return evicted;
        }
    }

    /**
     * The bytes in a queue. Light messages are not counted, because even a queue full of them takes no more than a quarter of
     * what is allowed; so the common message costs nothing here.
     */
    private static final class Weight {
        private static final int LIGHT_SHARE = 4;

        private final long limit;
        private final long light;
        private final AtomicLong bytes = new AtomicLong();

        Weight(LinkSpec spec) {
            limit = spec.capacityBytes();
            light = limit / spec.capacity() / LIGHT_SHARE;
        }

        boolean isLight(Message message) {
            return message.size() <= light;
        }

        /** {@return whether there is room; in any case if nothing else counts, so that no message is too large for ever} */
        boolean fits(Message message) {
            if (isLight(message)) {
                return true;
            }
            long queued = bytes.get();
            return queued == 0 || queued + message.size() <= limit;
        }

        void add(Message message) {
            if (!isLight(message)) {
                bytes.addAndGet(message.size());
            }
        }

        void remove(Message message) {
            if (!isLight(message)) {
                bytes.addAndGet(-message.size());
            }
        }
    }
}
