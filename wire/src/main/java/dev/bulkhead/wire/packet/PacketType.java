package dev.bulkhead.wire.packet;

import org.jspecify.annotations.Nullable;

/** The types of packets. {@code PROTOCOL.md} describes the data of each. */
public enum PacketType {
    HELLO(0x01),
    WELCOME(0x02),
    REQUEST(0x03),
    REPLY(0x04),
    ERROR(0x05),
    PENDING(0x06),
    CREATE(0x10),
    CREATED(0x11),
    START(0x12),
    STARTED(0x13),
    DESTROY(0x14),
    DESTROYED(0x15),
    LINKS(0x16),
    SUSPEND(0x17),
    SUSPENDED(0x18),
    RESUME(0x19),
    RESUMED(0x1a),
    SAVE(0x1b),
    SAVED(0x1c),
    RESTORE(0x1d),
    RESTORED(0x1e),
    CONFIRM(0x1f),
    MESSAGE(0x20),
    ACCEPTED(0x21),
    PROCESSED(0x22),
    FAILURE(0x23),
    HEARTBEAT(0x30),
    LOG(0x31),
    COUNTS(0x32),
    CONDITION(0x33);

    private static final @Nullable PacketType[] BY_CODE = new PacketType[256];

    static {
        for (PacketType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    PacketType(int code) {
        this.code = code;
    }

    /** {@return the number on the wire, 0 to 255} */
    public int code() {
        return code;
    }

    static PacketType of(int code) throws ProtocolException {
        PacketType type = BY_CODE[code];
        if (type == null) {
            throw new ProtocolException(ErrorCode.UNKNOWN_TYPE, String.format("there is no packet type 0x%02x", code));
        }
        return type;
    }
}
