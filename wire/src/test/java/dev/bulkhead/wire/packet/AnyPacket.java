package dev.bulkhead.wire.packet;

import dev.bulkhead.wire.message.FrameDecoder;
import java.nio.ByteBuffer;

/** Reads whatever packets there are, each as what its type says that it is. */
public final class AnyPacket {
    private AnyPacket() {}

    /** Reads all the packets to their ends. */
    public static void readAll(byte[] bytes) throws ProtocolException {
        PacketReader.requireWellFormed(ByteBuffer.wrap(bytes));
        PacketReader reader = new PacketReader(bytes);
        while (reader.hasNext()) {
            Object unused = read(reader.next(), reader);
        }
        reader.requireEnd();
    }

    private static Object read(PacketType type, PacketReader reader) throws ProtocolException {
        return switch (type) {
            case HELLO -> Hello.read(reader);
            case WELCOME -> Welcome.read(reader);
            case REQUEST, REPLY -> reader.u64() + reader.u64();
            case ERROR -> ErrorCode.of(reader.u16()).name() + reader.u8() + reader.text();
            case PENDING, START, RESUME, SAVE -> "";
            case CREATE -> reader.text();
            case CREATED, RESTORED, STARTED, SUSPENDED, RESUMED, DESTROYED -> Outcome.read(reader);
            case DESTROY, SUSPEND -> reader.u31();
            case RESTORE -> reader.bytes();
            case SAVED -> Saved.read(reader);
            case CONDITION -> Condition.read(reader);
            case MESSAGE -> reader.message(new FrameDecoder());
            case ACCEPTED -> reader.u31() + reader.u64();
            case PROCESSED -> Processed.read(reader);
            case FAILURE -> Failed.read(reader);
            case CONFIRM -> reader.u8();
            case HEARTBEAT -> Heartbeat.read(reader);
            case LOG -> LogLine.read(reader);
            case LINKS -> Links.read(reader);
            case COUNTS -> Counts.read(reader);
        };
    }
}
