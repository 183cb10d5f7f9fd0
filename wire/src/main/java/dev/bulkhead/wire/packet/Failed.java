package dev.bulkhead.wire.packet;

import dev.bulkhead.broker.Failure;

/**
 * What a message failed with, told before the PROCESSED that names it.
 *
 * @param number the message's number in this session
 * @param what what {@code receive} threw
 */
public record Failed(long number, Failure what) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.FAILURE)
                .u64(number)
                .text(what.cause())
                .text(what.trace())
                .end();
    }

    /** Reads the data of the present packet. */
    public static Failed read(PacketReader reader) throws ProtocolException {
        long number = reader.u64();
        String cause = reader.text(Failure.LONGEST_CAUSE);
        String trace = reader.text(Failure.LONGEST_TRACE);
        reader.requireEnd();
        return new Failed(number, new Failure(cause, trace));
    }
}
