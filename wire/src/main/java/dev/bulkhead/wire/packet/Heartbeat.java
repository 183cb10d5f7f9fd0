package dev.bulkhead.wire.packet;

import dev.bulkhead.broker.Work;
import org.jspecify.annotations.Nullable;

/**
 * What a host says at every heartbeat.
 *
 * @param busyMillis for how long the module's thread has been at work without a pause; 0 while it is idle
 * @param memory the bytes of memory that the host's heap uses
 * @param work how much the module has done in this session; null if the host does not say
 */
public record Heartbeat(
        long busyMillis, long memory, @Nullable Work work) {
    /** The flag that says that {@link #work} is there. */
    public static final int WITH_WORK = 1;

    public void write(PacketWriter writer) {
        writer.begin(PacketType.HEARTBEAT, work == null ? 0 : WITH_WORK)
                .u64(busyMillis)
                .u64(memory);
        if (work != null) {
            writer.u64(work.batches()).u64(work.nanos());
        }
        writer.end();
    }

    /** Reads the data of the present packet. */
    public static Heartbeat read(PacketReader reader) throws ProtocolException {
        boolean withWork = (reader.flags() & WITH_WORK) != 0;
        Heartbeat heartbeat =
                new Heartbeat(reader.u64(), reader.u64(), withWork ? new Work(reader.u63(), reader.u63()) : null);
        reader.requireEnd();
        return heartbeat;
    }
}
