package dev.bulkhead.wire.zmq;

import java.nio.ByteBuffer;

/** Copies of what a server's handler is given. */
final class Buffers {
    private Buffers() {}

    static byte[] copy(ByteBuffer request) {
        byte[] bytes = new byte[request.remaining()];
        request.duplicate().get(bytes);
        return bytes;
    }
}
