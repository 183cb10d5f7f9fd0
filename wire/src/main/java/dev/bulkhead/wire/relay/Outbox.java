package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.session.Protocol;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The messages that wait to be sent, encoded already, in the order in which they came. Before them there is room for what a request
 * begins with, so that a request is sent from where its messages were encoded. Used by one thread.
 */
final class Outbox {
    /** The room before the messages: what goes with them never takes more. */
    private static final int FRONT = Protocol.OVERHEAD;

    private static final int KEEP = FRONT + Protocol.BATCH + Protocol.OVERHEAD;

    private PacketWriter packets = new PacketWriter();
    /** For each message, the index behind its packet. */
    private int[] ends = new int[256];

    private int count;
    /** How many of the messages the other side has taken. */
    private int taken;

    boolean isEmpty() {
        return taken == count;
    }

    /** {@return whether one more message would make the request larger than it should be} */
    boolean isFullFor(Message message) {
        return count > 0 && packets.size() - FRONT + PacketWriter.HEADER + message.size() > Protocol.BATCH;
    }

    void add(Message message) {
        if (count == 0) {
            packets.skip(FRONT);
        }
        packets.message(message);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = packets.size();
    }

    /** {@return these packets and then those of all messages; the bytes are this outbox's own} */
    ByteBuffer after(PacketWriter head) {
        int start = start() - head.size();
        System.arraycopy(head.buffer(), 0, packets.buffer(), start, head.size());
        return ByteBuffer.wrap(packets.buffer(), start, packets.size() - start);
    }

    private int start() {
        return taken == 0 ? FRONT : ends[taken - 1];
    }

    /** Removes the first messages, which the other side has taken. */
    void removeFirst(int accepted) {
        taken += accepted;
        if (isEmpty()) {
            clear();
        }
    }

    /** {@return how many messages wait} */
    int count() {
        return count - taken;
    }

    void clear() {
        packets.clear(KEEP);
        count = 0;
        taken = 0;
    }

    /** Goes on with a copy of the bytes, because somebody else may still read the old ones. */
    void renew() {
        packets = packets.copy();
    }
}
