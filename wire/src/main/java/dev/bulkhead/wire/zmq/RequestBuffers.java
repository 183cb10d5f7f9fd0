package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.session.Protocol;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * The memory of the requests that come to one server. A large buffer is used again and again, because garbage of a megabyte for
 * each request would drive a small heap into one full collection after the other. JeroMQ's thread takes buffers, the server's
 * gives them back.
 */
final class RequestBuffers implements MsgAllocator {
    /** Smaller ones are not worth keeping. */
    private static final int SMALLEST = 16 * 1024;
    /** Larger ones are too rare to be kept. */
    private static final int LARGEST = Protocol.BATCH + Protocol.OVERHEAD;

    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

    /**
     * {@return a message on the heap, in memory of its own}
     *
     * <p>JeroMQ 0.6.0 takes a size of 2^63 and more for a negative one, which no limit catches (its issue 1005). A failure to
     * allocate that much would let the thread of all connections spin for ever.
     */
    static Msg fresh(int size) {
        return new Msg(Math.max(0, size));
    }

    /** {@return a message on the heap, from where it is read without a copy} */
    @Override
    public Msg allocate(int size) {
        if (size < SMALLEST || size > LARGEST) {
            return fresh(size);
        }
        byte[] buffer = spare.getAndSet(null);
        if (buffer == null || buffer.length < size) {
            buffer = new byte[Math.min(LARGEST, Integer.highestOneBit(size) * 2)];
        }
        return new Msg(ByteBuffer.wrap(buffer, 0, size));
    }

    /** Takes the memory of a message back, which nobody may read any more. */
    void release(Msg message) {
        byte[] buffer = message.buf().array();
        if (buffer.length >= SMALLEST && buffer.length <= LARGEST) {
            spare.set(buffer);
        }
    }
}
