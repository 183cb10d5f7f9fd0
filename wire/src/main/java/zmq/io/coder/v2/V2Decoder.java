package zmq.io.coder.v2;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.DecoderBase;
import zmq.msg.MsgAllocator;
import zmq.util.Errno;

/**
 * Reads the frames of one connection, as ZMTP 2 and 3 write them: a byte of flags, the size in 1 or 8 bytes, the body. Stands in for
 * the class of this name in JeroMQ 0.6.0, which it must therefore precede on the class path.
 *
 * <p>JeroMQ's own sets memory aside for as much as a frame announces, whoever announces it, and takes a message of as many frames as
 * its peer likes. Here a {@link FrameGate} is asked first, and a message has few frames.
 */
public final class V2Decoder extends DecoderBase {
    private static final int MORE = 1;
    private static final int LARGE = 2;
    private static final int COMMAND = 4;
    /** A request has two: an empty one, and its body. A few more are taken, and refused in words. */
    private static final int MOST_FRAMES = 5;

    private final MsgAllocator memory;
    private final @Nullable FrameGate gate;
    private final long limit;
    private final ByteBuffer head = ByteBuffer.allocate(8);
    private int flags;
    private long frames;
    private int framesOfMessage;
    private Msg frame = new Msg();

    /**
     * Waits for the first frame.
     *
     * @param limit the most bytes that a frame may have; below 0 as many as a message can
     * @param memory makes messages, and may be a {@link FrameGate}
     */
    public V2Decoder(Errno errno, int bufferSize, long limit, MsgAllocator memory) {
        super(errno, bufferSize);
        this.limit = limit < 0 ? Integer.MAX_VALUE : Math.min(limit, Integer.MAX_VALUE);
        this.memory = memory;
        gate = memory instanceof FrameGate asked ? asked : null;
        awaitFrame();
    }

    private void awaitFrame() {
        nextStep(head(1), this::flagsThere);
    }

    private ByteBuffer head(int bytes) {
        return head.clear().limit(bytes);
    }

    private Step.Result flagsThere() {
        flags = head.get(0);
        boolean large = (flags & LARGE) != 0;
        nextStep(head(large ? Long.BYTES : 1), large ? this::longSizeThere : this::shortSizeThere);
        return Step.Result.MORE_DATA;
    }

    private Step.Result shortSizeThere() {
        return sized(head.get(0) & 0xFF);
    }

    private Step.Result longSizeThere() {
        return sized(head.getLong(0));
    }

    private Step.Result sized(long size) {
        framesOfMessage++;
        // A size of 2^63 and more comes as a negative one.
        if (size < 0 || size > largest() || framesOfMessage > MOST_FRAMES) {
            return refuse();
        }
        if (gate == null || size <= gate.largestUnseen()) {
            return read((int) size, ByteBuffer.allocate(0));
        }
        ByteBuffer beginning = ByteBuffer.allocate(gate.wantsToSee());
        nextStep(beginning, () -> begun((int) size, beginning));
        return Step.Result.MORE_DATA;
    }

    private long largest() {
        return gate == null ? limit : Math.min(limit, gate.largest(frames));
    }

    private Step.Result begun(int size, ByteBuffer beginning) {
        return gate != null && gate.admits(beginning.flip()) ? read(size, beginning.rewind()) : refuse();
    }

    private Step.Result read(int size, ByteBuffer beginning) {
        frame = memory.allocate(size);
        frame.setFlags((flags & MORE) != 0 ? Msg.MORE : 0);
        frame.setFlags((flags & COMMAND) != 0 ? Msg.COMMAND : 0);
        nextStep(frame.buf().put(beginning), this::frameThere);
        return Step.Result.MORE_DATA;
    }

    private Step.Result frameThere() {
        frames++;
        if ((flags & MORE) == 0) {
            framesOfMessage = 0;
        }
        awaitFrame();
        return Step.Result.DECODED;
    }

    private Step.Result refuse() {
        errno(ZError.EMSGSIZE);
        return Step.Result.ERROR;
    }

    @Override
    public Msg msg() {
        return frame;
    }
}
