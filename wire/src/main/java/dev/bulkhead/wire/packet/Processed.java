package dev.bulkhead.wire.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to where a module has processed the messages of this session, which are numbered from 1.
 *
 * @param upTo the newest message processed; 0 if none is
 * @param failed those for which {@code receive} threw, in ascending order
 */
public record Processed(long upTo, List<Long> failed) {

    public Processed {
        failed = List.copyOf(failed);
    }

    public void write(PacketWriter writer) {
        writer.begin(PacketType.PROCESSED).u64(upTo).u32(failed.size());
        failed.forEach(writer::u64);
        writer.end();
    }

    /** Reads the data of the present packet. */
    public static Processed read(PacketReader reader) throws ProtocolException {
        long upTo = reader.u64();
        int count = reader.u31();
        if ((long) count * Long.BYTES != reader.left()) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET,
                    "PROCESSED counts " + count + " failures of 8 bytes each in " + reader.left() + " bytes");
        }
        List<Long> failed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            failed.add(reader.u64());
        }
        return new Processed(upTo, failed);
    }
}
