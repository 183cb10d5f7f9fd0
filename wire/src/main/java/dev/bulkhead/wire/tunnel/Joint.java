package dev.bulkhead.wire.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections joined: what one says the other hears, until one of them ends, and so both. What was said before an end is
 * still handed on. Each direction has a thread of its own.
 */
final class Joint {
    private static final Logger LOG = LoggerFactory.getLogger(Joint.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketChannel one;
    private final SocketChannel other;
    private final Consumer<Joint> ended;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes two connections over.
     *
     * @param ended is called once, when both are closed, on any thread
     */
    Joint(SocketChannel one, SocketChannel other, Consumer<Joint> ended) {
        this.one = one;
        this.other = other;
        this.ended = ended;
    }

    void start(String name) {
        Daemons.start(name, () -> carry(one, other));
        Daemons.start(name, () -> carry(other, one));
    }

    private void carry(SocketChannel from, SocketChannel to) {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            LOG.debug("a connection through the tunnel broke: {}", e.getMessage());
        } finally {
            close();
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            Daemons.close(one);
            Daemons.close(other);
            ended.accept(this);
        }
    }
}
