package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.wire.message.FrameDecoder;
import org.jspecify.annotations.Nullable;

/** Goes through the messages of a row, past what is damaged. Not thread-safe. */
final class GroupReader {
    private final Group group;
    private int start;
    private int end = -1;
    private long number;
    private int whole;

    GroupReader(Group group) {
        this.group = group;
        number = group.first() - 1;
    }

    long last() {
        return group.last();
    }

    /** Goes to the next record that is whole, unless it is at one that was not taken; false at the end. */
    boolean find() {
        while (end < 0 && start < group.records().length) {
            if (isHere()) {
                end = Records.end(group.records(), start);
            }
            if (end < 0) {
                start++;
            }
        }
        return end >= 0;
    }

    /** The number first, because it costs less to look at than the checksum. */
    private boolean isHere() {
        if (group.records().length - start < Records.HEADER) {
            return false;
        }
        long here = Records.number(group.records(), start);
        return here > number && here <= group.last();
    }

    /** {@return the number of the record that was found} */
    long number() {
        return Records.number(group.records(), start);
    }

    /** {@return how many bytes the frame of the record that was found has} */
    int bytes() {
        return end - start - Records.HEADER;
    }

    /** {@return the message that was found; null if it is damaged after all} */
    @Nullable
    StoredMessage take(FrameDecoder decoder) {
        StoredMessage stored = Records.read(group.records(), start, end, decoder);
        if (stored == null) {
            number = number();
            start = end;
            end = -1;
        } else {
            pass();
        }
        return stored;
    }

    /** Leaves out the message that was found. */
    void pass() {
        whole++;
        number = number();
        start = end;
        end = -1;
    }

    /** {@return how many messages are missing; known when all have been found} */
    int missing() {
        return Math.max(0, group.count() - whole);
    }

    /** {@return where this is, for the operator} */
    String place() {
        return "the messages written together as " + group.first() + " to " + group.last();
    }
}
