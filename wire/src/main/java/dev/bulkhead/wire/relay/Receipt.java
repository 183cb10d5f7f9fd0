package dev.bulkhead.wire.relay;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import java.util.List;

/**
 * What a reply says of messages.
 *
 * @param accepted how many of the request were taken
 * @param processed what became of those of this session
 */
record Receipt(int accepted, Processed processed) {

    void write(PacketWriter reply) {
        List<Long> failed = processed.failed();
        long allWell = failed.isEmpty() ? processed.upTo() : failed.get(0) - 1;
        reply.begin(PacketType.ACCEPTED).u32(accepted).u64(allWell).end();
        if (!failed.isEmpty()) {
            processed.write(reply);
        }
    }

    /**
     * Reads what is behind the REPLY packet.
     *
     * @param reader the side that reads
     */
    static Receipt read(PacketReader reply, Role reader) throws ProtocolException {
        reply.expect(PacketType.ACCEPTED);
        int accepted = reply.u31();
        Processed processed = new Processed(reply.u64(), List.of());
        reply.requireEnd();
        if (reply.hasNext() && reader == Role.HOST) {
            processed = Processed.read(reply.expect(PacketType.PROCESSED));
        }
        if (reply.hasNext()) {
            throw new ProtocolException(
                    ErrorCode.BAD_STATE,
                    "a " + reply.next() + " does not go into a reply behind what is there already");
        }
        return new Receipt(accepted, processed);
    }
}
