package dev.bulkhead.wire.packet;

/**
 * A log event of a host.
 *
 * @param level as in SLF4J: 0 trace, 10 debug, 20 info, 30 warn, 40 error
 * @param epochMillis when, in milliseconds since 1970
 * @param logger the name of the logger
 * @param text the text, with the stack trace if there is one
 */
public record LogLine(int level, long epochMillis, String logger, String text) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.LOG)
                .u8(level)
                .u64(epochMillis)
                .text(logger)
                .text(text)
                .end();
    }

    /** Reads the data of the present packet. */
    public static LogLine read(PacketReader reader) throws ProtocolException {
        LogLine line = new LogLine(reader.u8(), reader.u64(), reader.text(), reader.text());
        reader.requireEnd();
        return line;
    }
}
