package zmq.io.coder.v2;

import java.nio.ByteBuffer;
import zmq.msg.MsgAllocator;

/** Says what a connection may send, before memory is set aside for it. On JeroMQ's thread; must not take long. */
public interface FrameGate extends MsgAllocator {
    /** {@return the most bytes that a frame may have, when so many came through this connection before it} */
    long largest(long framesBefore);

    /** {@return the most bytes that a frame may have of which nothing is known but its size} */
    int largestUnseen();

    /** {@return how many bytes of a larger frame {@link #admits} wants to see} */
    int wantsToSee();

    /** {@return whether a larger frame that begins so may come in} */
    boolean admits(ByteBuffer beginning);
}
