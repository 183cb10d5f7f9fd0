package dev.bulkhead.wire.packet;

/** ERROR packets: a code, and a text for people. */
public final class Errors {
    private Errors() {}

    /** {@return a reply that refuses a request} */
    public static byte[] encode(ProtocolException refusal) {
        PacketWriter writer = new PacketWriter();
        writer.begin(PacketType.ERROR)
                .u16(refusal.code().code())
                .u8(refusal.code().isFatal() ? 1 : 0)
                .text(String.valueOf(refusal.getMessage()))
                .end();
        return writer.toBytes();
    }

    /** Reads the data of the present packet. */
    public static ProtocolException read(PacketReader reader) throws ProtocolException {
        ErrorCode code = ErrorCode.of(reader.u16());
        int unusedFatal = reader.u8();
        String text = reader.text();
        reader.requireEnd();
        return new ProtocolException(code, text);
    }
}
