package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/** The bounded queue of a link. Any thread offers; the sink's runner polls. */
abstract class LinkQueue {

    /** {@return a queue for this link} */
    static LinkQueue of(LinkSpec spec) {
        if (spec.overflow() == Overflow.DROP_OLDEST) {
            return new Evicting(spec.capacity());
        }
        return spec.capacityBytes() == Long.MAX_VALUE ? new Counted(spec.capacity()) : new Weighed(spec);
    }

    /** {@return whether the message was queued} */
    abstract boolean offer(Message message);

    abstract @Nullable Message poll();

    abstract int size();

    /** {@return whether this message would find room, as far as can be told while others offer and poll} */
    abstract boolean hasRoom(Message message);

    /** Bounded by the number of messages. */
    private static class Counted extends LinkQueue {
        private final int capacity;
        private final MpscVarHandleArrayQueue<Message> queue;

        Counted(int capacity) {
            this.capacity = capacity;
            queue = new MpscVarHandleArrayQueue<>(capacity);
        }

        @Override
        boolean offer(Message message) {
            return queue.offerIfBelowThreshold(message, capacity);
        }

        @Override
        @Nullable
        Message poll() {
            return queue.poll();
        }

        @Override
        int size() {
            return queue.size();
        }

        @Override
        boolean hasRoom(Message message) {
            return queue.size() < capacity;
        }
    }

    /** Bounded by the number of messages and by their bytes. */
    private static final class Weighed extends Counted {
        private final long capacityBytes;
        private final AtomicLong bytes = new AtomicLong();

        Weighed(LinkSpec spec) {
            super(spec.capacity());
            capacityBytes = spec.capacityBytes();
        }

        /** One at a time: the bytes of a message that turns out not to fit must not keep out another that does. */
        @Override
        synchronized boolean offer(Message message) {
            if (!hasRoom(message)) {
                return false;
            }
            bytes.addAndGet(message.size());
            return super.offer(message);
        }

        private boolean fits(long queuedBytes, Message message) {
            return queuedBytes == 0 || queuedBytes + message.size() <= capacityBytes;
        }

        @Override
        @Nullable
        Message poll() {
            Message message = super.poll();
            if (message != null) {
                bytes.addAndGet(-message.size());
            }
            return message;
        }

        @Override
        boolean hasRoom(Message message) {
            return super.hasRoom(message) && fits(bytes.get(), message);
        }
    }

    /** Lets a publisher take out the oldest message, so several threads poll. */
    static final class Evicting extends LinkQueue {
        private final int capacity;
        private final MpmcVarHandleArrayQueue<Message> queue;

        Evicting(int capacity) {
            this.capacity = capacity;
            queue = new MpmcVarHandleArrayQueue<>(Math.max(2, capacity));
        }

        @Override
        synchronized boolean offer(Message message) {
            return queue.size() < capacity && queue.offer(message);
        }

        /** Queues the message in any case. {@return how many older ones that pushed out} */
        synchronized int push(Message message) {
            int evicted = 0;
            while (!offer(message)) {
                if (queue.poll() != null) {
                    evicted++;
                }
            }
            return evicted;
        }

        @Override
        @Nullable
        Message poll() {
            return queue.poll();
        }

        @Override
        int size() {
            return queue.size();
        }

        @Override
        boolean hasRoom(Message message) {
            return queue.size() < capacity;
        }
    }
}
