package dev.bulkhead.wire.packet;

/**
 * What a host says at every heartbeat.
 *
 * @param busyMillis for how long the module's thread has been at work without a pause; 0 while it is idle
 * @param memory the bytes of memory that the host's heap uses
 */
public record Heartbeat(long busyMillis, long memory) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.HEARTBEAT).u64(busyMillis).u64(memory).end();
    }

    /** Reads the data of the present packet. */
    public static Heartbeat read(PacketReader reader) throws ProtocolException {
        Heartbeat heartbeat = new Heartbeat(reader.u64(), reader.u64());
        reader.requireEnd();
        return heartbeat;
    }
}
