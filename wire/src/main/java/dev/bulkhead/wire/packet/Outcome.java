package dev.bulkhead.wire.packet;

/**
 * How a call of the module went: the data of CREATED, STARTED and DESTROYED.
 *
 * @param succeeded whether it returned
 * @param notInstantiated whether there is not even an object (flag bit 0): no such class, or its constructor threw
 * @param text the module's own words when it did not succeed, else empty
 */
public record Outcome(boolean succeeded, boolean notInstantiated, String text) {
    private static final int NOT_INSTANTIATED = 1;

    /** The call returned. */
    public static final Outcome SUCCESS = new Outcome(true, false, "");

    public void write(PacketType type, PacketWriter writer) {
        writer.begin(type, notInstantiated ? NOT_INSTANTIATED : 0)
                .u8(succeeded ? 1 : 0)
                .text(text)
                .end();
    }

    /** Reads the data of the present packet. */
    public static Outcome read(PacketReader reader) throws ProtocolException {
        Outcome outcome = new Outcome(reader.u8() == 1, (reader.flags() & NOT_INSTANTIATED) != 0, reader.text());
        reader.requireEnd();
        return outcome;
    }
}
