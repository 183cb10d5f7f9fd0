package zmq;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import zmq.util.Errno;

/**
 * Wakes the thread that reads a mailbox. Stands in for the class of this name in JeroMQ 0.6.0, which it must therefore precede on
 * the class path; behind it, it is not used, and all works, but slower.
 *
 * <p>JeroMQ's own writes a byte into its pipe and then counts it. The byte wakes the reader, often on the very core of the writer,
 * which has not counted yet; the reader sees a readable pipe but no count, and asks again and again until its time slice is over.
 * With more busy threads than cores that took two thirds of the time of JeroMQ's thread, and a third of the throughput.
 *
 * <p>Here the byte alone counts, and there is at most one: who finds that there is one, or will be at once, writes none. The
 * mailbox looks into its queue after every signal, so a command that was added before the reader took the byte is seen.
 */
final class Signaler implements Closeable {
    private final Ctx ctx;
    private final Errno errno;
    private final Pipe.SinkChannel sink;
    private final Pipe.SourceChannel source;
    private final Selector selector;
    /** Whether the byte has been written, or will be by a thread that has found this false. */
    private final AtomicBoolean signalled = new AtomicBoolean();

    private final ByteBuffer taken = ByteBuffer.allocate(1);

    Signaler(Ctx ctx, int unusedThread, Errno errno) {
        this.ctx = ctx;
        this.errno = errno;
        try {
            Pipe pipe = Pipe.open();
            sink = pipe.sink();
            source = pipe.source();
            sink.configureBlocking(false);
            source.configureBlocking(false);
            selector = ctx.createSelector();
            SelectionKey unused = source.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new ZError.IOException(e);
        }
    }

    SelectableChannel getFd() {
        return source;
    }

    /**
     * Signals, from any thread, after a command was added to the mailbox. The reader may have taken it already and closed the mailbox;
     * then there is nobody to signal to.
     */
    void send() {
        if (signalled.compareAndSet(false, true)) {
            int unused = uninterrupted(() -> sink.write(ByteBuffer.allocate(1)));
        }
    }

    /**
     * Takes the signal. On the reader's thread.
     *
     * @param timeout how many milliseconds to wait for it; 0 not at all, below 0 for ever
     * @return whether there was one; if not, {@code errno} is EAGAIN, or EINTR after an interrupt or when the mailbox is closed
     */
    boolean waitEvent(long timeout) {
        if (Thread.interrupted()) {
            errno.set(ZError.EINTR);
            return false;
        }
        if (take()) {
            return true;
        }
        if (timeout == 0) {
            errno.set(ZError.EAGAIN);
            return false;
        }
        return await(timeout) && take();
    }

    /** {@return whether it is worth while to look for the signal; {@code errno} tells why not} */
    private boolean await(long timeout) {
        int ready;
        try {
            ready = selector.select(Math.max(0, timeout));
        } catch (ClosedSelectorException e) {
            errno.set(ZError.EINTR);
            return false;
        } catch (IOException e) {
            errno.set(ZError.exccode(e));
            return false;
        }
        if (Thread.interrupted() || (ready == 0 && timeout < 0)) {
            errno.set(ZError.EINTR);
            return false;
        }
        selector.selectedKeys().clear();
        errno.set(ZError.EAGAIN);
        return true;
    }

    private boolean take() {
        if (!signalled.get()) {
            return false;
        }
        int count = uninterrupted(() -> source.read(taken.clear()));
        if (count == 0) {
            return false;
        }
        signalled.set(false);
        // The mailbox takes what is left in it from earlier for a failure of now.
        errno.set(0);
        return true;
    }

    /** Called by the mailbox after {@link #waitEvent}, which has taken the signal already. */
    void recv() {}

    private interface Operation {
        int run() throws IOException;
    }

    /** An interrupt would close the channel for good; it is kept for the caller. {@return 0 if the channel is closed} */
    private int uninterrupted(Operation operation) {
        boolean interrupted = Thread.interrupted();
        try {
            return operation.run();
        } catch (ClosedChannelException e) {
            errno.set(ZError.EINTR);
            return 0;
        } catch (IOException e) {
            throw new ZError.IOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (source;
                sink) {
            ctx.closeSelector(selector);
        }
    }

    @Override
    public String toString() {
        return "Signaler";
    }
}
