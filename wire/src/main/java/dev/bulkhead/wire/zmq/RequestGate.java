package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.packet.PacketType;
import java.nio.ByteBuffer;
import zmq.Msg;
import zmq.io.coder.v2.FrameGate;

/**
 * Lets a stranger have little memory: handshakes and hellos are small, and a large request must begin with the epoch of the session,
 * which only the twin knows, or be encrypted with a key that has been proven.
 */
final class RequestGate implements FrameGate {
    /** A request of this size may come from anybody, such as a hello. */
    static final int UNSEEN = 16 * 1024;
    /**
     * HELLO and INITIATE of CURVE, and the empty frame in front of a request. The first frame that a proven key has encrypted is the
     * third one, and JeroMQ hangs up where that does not decrypt.
     */
    static final int UNPROVEN_FRAMES = 3;
    /** The largest INITIATE that JeroMQ has room for. */
    static final int LARGEST_UNPROVEN = 513;

    private static final int EPOCH_AT = 6;
    private static final int EPOCH_AND_SEQUENCE = 16;

    private final RequestBuffers buffers;
    private final boolean encrypted;
    private final ReplyServer.Handler handler;

    RequestGate(RequestBuffers buffers, boolean encrypted, ReplyServer.Handler handler) {
        this.buffers = buffers;
        this.encrypted = encrypted;
        this.handler = handler;
    }

    @Override
    public long largest(long framesBefore) {
        return encrypted && framesBefore < UNPROVEN_FRAMES ? LARGEST_UNPROVEN : Long.MAX_VALUE;
    }

    @Override
    public int largestUnseen() {
        return encrypted ? Integer.MAX_VALUE : UNSEEN;
    }

    @Override
    public int wantsToSee() {
        return EPOCH_AT + Long.BYTES;
    }

    @Override
    public boolean admits(ByteBuffer beginning) {
        return beginning.get(0) == PacketType.REQUEST.code()
                && beginning.getInt(2) == EPOCH_AND_SEQUENCE
                && handler.knows(beginning.getLong(EPOCH_AT));
    }

    @Override
    public Msg allocate(int size) {
        return buffers.allocate(size);
    }
}
