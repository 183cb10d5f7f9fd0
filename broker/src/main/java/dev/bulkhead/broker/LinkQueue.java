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
            return new Evicting(spec);
        }
        return new Weighed(spec);
    }

    /** {@return whether the message was queued} */
    abstract boolean offer(Message message);

    abstract @Nullable Message poll();

    abstract int size();

    /** {@return whether this message would find room, as far as can be told while others offer and poll} */
    abstract boolean hasRoom(Message message);

    /** Bounded by the number of messages. */
    private abstract static class Counted extends LinkQueue {
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
        private final Weight weight;

        Weighed(LinkSpec spec) {
            super(spec.capacity());
            weight = new Weight(spec);
        }

        @Override
        boolean offer(Message message) {
            return weight.isLight(message) ? super.offer(message) : offerHeavy(message);
        }

        /** One at a time: the bytes of a message that turns out not to fit must not keep out another that does. */
        private synchronized boolean offerHeavy(Message message) {
            if (!hasRoom(message)) {
                return false;
            }
            weight.add(message);
            boolean queued = super.offer(message);
            if (!queued) {
                weight.remove(message);
            }
            return queued;
        }

        @Override
        @Nullable
        Message poll() {
            Message message = super.poll();
            if (message != null) {
                weight.remove(message);
            }
            return message;
        }

        @Override
        boolean hasRoom(Message message) {
            return super.hasRoom(message) && weight.fits(message);
        }
    }

    /** The same, and lets a publisher take out the oldest message, so several threads poll. */
    static final class Evicting extends LinkQueue {
        private final int capacity;
        private final Weight weight;
        private final MpmcVarHandleArrayQueue<Message> queue;

        Evicting(LinkSpec spec) {
            capacity = spec.capacity();
            weight = new Weight(spec);
            queue = new MpmcVarHandleArrayQueue<>(Math.max(2, capacity));
        }

        @Override
        synchronized boolean offer(Message message) {
            if (!hasRoom(message)) {
                return false;
            }
            weight.add(message);
            boolean queued = queue.offer(message);
            if (!queued) {
                weight.remove(message);
            }
            return queued;
        }

        /** Queues the message in any case. {@return how many older ones that pushed out} */
        synchronized int push(Message message) {
            int evicted = 0;
            while (!offer(message)) {
                if (poll() != null) {
                    evicted++;
                }
            }
            return evicted;
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
        int size() {
            return queue.size();
        }

        @Override
        boolean hasRoom(Message message) {
            return queue.size() < capacity && weight.fits(message);
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
