package dev.bulkhead.wire.session;

import static dev.bulkhead.wire.packet.PacketType.CONDITION;
import static dev.bulkhead.wire.packet.PacketType.CONFIRM;
import static dev.bulkhead.wire.packet.PacketType.COUNTS;
import static dev.bulkhead.wire.packet.PacketType.CREATE;
import static dev.bulkhead.wire.packet.PacketType.DESTROY;
import static dev.bulkhead.wire.packet.PacketType.FAILURE;
import static dev.bulkhead.wire.packet.PacketType.HEARTBEAT;
import static dev.bulkhead.wire.packet.PacketType.HELLO;
import static dev.bulkhead.wire.packet.PacketType.LINKS;
import static dev.bulkhead.wire.packet.PacketType.LOG;
import static dev.bulkhead.wire.packet.PacketType.MESSAGE;
import static dev.bulkhead.wire.packet.PacketType.PROCESSED;
import static dev.bulkhead.wire.packet.PacketType.RESTORE;
import static dev.bulkhead.wire.packet.PacketType.RESUME;
import static dev.bulkhead.wire.packet.PacketType.SAVE;
import static dev.bulkhead.wire.packet.PacketType.START;
import static dev.bulkhead.wire.packet.PacketType.SUSPEND;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The states of a session, and which packets each side accepts in them. The table of {@code PROTOCOL.md}, section 6. */
@SuppressWarnings("ImmutableEnumChecker") // nobody else has the sets
public enum SessionState {
    /** No host has said hello. */
    GREETING(EnumSet.of(HELLO), EnumSet.noneOf(PacketType.class)),
    /** The host is known; its module does not exist yet. */
    ATTACHED(
            EnumSet.of(HELLO, MESSAGE, HEARTBEAT, LOG, COUNTS, CONDITION), EnumSet.of(LINKS, CONFIRM, CREATE, DESTROY)),
    /** The module has been created. */
    CREATED(EnumSet.of(MESSAGE, HEARTBEAT, LOG, COUNTS, CONDITION), EnumSet.of(CONFIRM, RESTORE, START, DESTROY)),
    /** The module runs. */
    STARTED(
            EnumSet.of(MESSAGE, PROCESSED, FAILURE, HEARTBEAT, LOG, COUNTS, CONDITION),
            EnumSet.of(MESSAGE, CONFIRM, SUSPEND, DESTROY)),
    /** The module rests. */
    SUSPENDED(
            EnumSet.of(MESSAGE, PROCESSED, FAILURE, HEARTBEAT, LOG, COUNTS, CONDITION),
            EnumSet.of(CONFIRM, SAVE, RESUME, DESTROY)),
    /** The module is being destroyed, and says what it still has to say. */
    DESTROYING(EnumSet.of(MESSAGE, PROCESSED, FAILURE, HEARTBEAT, LOG, COUNTS, CONDITION), EnumSet.of(DESTROY)),
    /** The session is over. */
    CLOSED(EnumSet.noneOf(PacketType.class), EnumSet.noneOf(PacketType.class));

    private final Set<PacketType> atGateway;
    private final Set<PacketType> atHost;

    SessionState(Set<PacketType> atGateway, Set<PacketType> atHost) {
        this.atGateway = Collections.unmodifiableSet(atGateway);
        this.atHost = Collections.unmodifiableSet(atHost);
    }

    /** {@return whether this side accepts such a packet in a request} */
    public boolean accepts(Role receiver, PacketType type) {
        return (receiver == Role.GATEWAY ? atGateway : atHost).contains(type);
    }

    /**
     * Refuses such a packet unless this side accepts it now.
     *
     * @throws ProtocolException BAD_STATE if this side does not accept such a packet now
     */
    public void require(Role receiver, PacketType type) throws ProtocolException {
        if (!accepts(receiver, type)) {
            throw new ProtocolException(
                    ErrorCode.BAD_STATE, "a " + type + " cannot be sent to the " + receiver + " in the state " + this);
        }
    }
}
