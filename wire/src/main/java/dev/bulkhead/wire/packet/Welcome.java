package dev.bulkhead.wire.packet;

/**
 * The gateway's answer to a hello.
 *
 * @param epoch the number of the session, chosen at random
 * @param major the protocol's major version
 * @param minor the minor version that both speak
 * @param heartbeatMillis the time between two heartbeats of the host
 * @param limitMillis after how much silence each side takes the other for gone
 * @param maxMessage the largest message, in bytes of its frame
 */
public record Welcome(long epoch, int major, int minor, int heartbeatMillis, int limitMillis, int maxMessage) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.WELCOME)
                .u64(epoch)
                .u16(major)
                .u16(minor)
                .u32(heartbeatMillis)
                .u32(limitMillis)
                .u32(maxMessage)
                .end();
    }

    /** Reads the data of the present packet. */
    public static Welcome read(PacketReader reader) throws ProtocolException {
        Welcome welcome =
                new Welcome(reader.u64(), reader.u16(), reader.u16(), reader.u31(), reader.u31(), reader.u31());
        reader.requireEnd();
        return welcome;
    }
}
