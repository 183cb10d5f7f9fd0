package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.wire.message.FrameDecoder;
import java.util.ArrayList;
import java.util.List;

/** The messages that one call reads. Not thread-safe. */
final class Taken {
    private final int maxMessages;
    private final long maxBytes;
    private final FrameDecoder decoder;
    private final List<StoredMessage> messages = new ArrayList<>();
    private long after;
    private long bytes;

    Taken(long after, int maxMessages, long maxBytes, FrameDecoder decoder) {
        this.after = after;
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.decoder = decoder;
    }

    /** Takes what fits; true if the row has no more. */
    boolean takeAll(GroupReader group) {
        while (group.find()) {
            if (group.number() <= after) {
                group.pass();
            } else if (hasRoomFor(group.bytes())) {
                take(group);
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoomFor(int more) {
        return messages.isEmpty() || (messages.size() < maxMessages && bytes + more <= maxBytes);
    }

    private void take(GroupReader group) {
        int size = group.bytes();
        StoredMessage stored = group.take(decoder);
        if (stored != null) {
            messages.add(stored);
            bytes += size;
            after = stored.number();
        }
    }

    boolean isFull() {
        return messages.size() >= maxMessages || bytes >= maxBytes;
    }

    long after() {
        return after;
    }

    List<StoredMessage> messages() {
        return messages;
    }
}
