package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.session.Protocol;
import java.util.Arrays;

/** The messages that wait to be sent, encoded already, in the order in which they came. Used by one thread. */
final class Outbox {
    private static final int KEEP = Protocol.BATCH + Protocol.OVERHEAD;

    private final PacketWriter packets = new PacketWriter();
    /** For each message, the index behind its packet. */
    private int[] ends = new int[256];

    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** {@return whether one more message would make the request larger than it should be} */
    boolean isFullFor(Message message) {
        return count > 0 && packets.size() + PacketWriter.HEADER + message.size() > Protocol.BATCH;
    }

    void add(Message message) {
        packets.message(message);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = packets.size();
    }

    /** Appends the packets of all messages to a request. */
    void writeTo(PacketWriter request) {
        request.append(packets);
    }

    /** Removes the first messages, which the other side has taken. */
    void removeFirst(int accepted) {
        if (accepted == count) {
            clear();
        } else if (accepted > 0) {
            int cut = ends[accepted - 1];
            packets.remove(0, cut);
            count -= accepted;
            for (int i = 0; i < count; i++) {
                ends[i] = ends[i + accepted] - cut;
            }
        }
    }

    int count() {
        return count;
    }

    void clear() {
        packets.clear(KEEP);
        count = 0;
    }
}
