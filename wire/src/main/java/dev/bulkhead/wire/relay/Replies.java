package dev.bulkhead.wire.relay;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.InboundSequence;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The half of a relay that answers. Belongs to the server's thread. */
final class Replies {
    /** What asks for a call of the module, or prepares it, is the only packet of its request: it is asked again as a whole. */
    private static final Set<PacketType> ALONE = EnumSet.of(
            PacketType.LINKS,
            PacketType.CONFIRM,
            PacketType.CREATE,
            PacketType.RESTORE,
            PacketType.START,
            PacketType.SUSPEND,
            PacketType.RESUME,
            PacketType.SAVE,
            PacketType.DESTROY);

    private final Session session;
    private final long patienceNanos;
    private final PacketWriter answer = new PacketWriter();
    private final InboundSequence inbound = new InboundSequence();
    private @Nullable Intake intake;

    Replies(Session session, Duration patience) {
        this.session = session;
        patienceNanos = patience.toNanos();
    }

    /** {@return the reply to a request; an ERROR packet if it is refused} */
    byte[] to(ByteBuffer request) {
        boolean fromTwin = false;
        try {
            PacketReader reader = new PacketReader(request);
            reader.expect(PacketType.REQUEST);
            if (reader.u64() != session.epoch() || session.state() == SessionState.CLOSED) {
                throw new ProtocolException(
                        ErrorCode.UNKNOWN_SESSION, "the session of this request is over; say hello again");
            }
            fromTwin = true;
            session.listener().heard();
            try {
                return toTwin(reader, request);
            } finally {
                session.listener().replied();
            }
        } catch (ProtocolException e) {
            if (fromTwin && e.code().isFatal()) {
                session.breakOff(e);
            }
            return Errors.encode(e);
        }
    }

    private byte[] toTwin(PacketReader reader, ByteBuffer request) throws ProtocolException {
        PacketReader.requireWellFormed(request);
        long number = reader.u64();
        reader.requireEnd();
        byte[] earlier = inbound.receive(number);
        if (earlier != null) {
            return earlier;
        }
        answer.clear(Protocol.OVERHEAD);
        answer.begin(PacketType.REPLY).u64(session.epoch()).u64(number).end();
        if (!takeAll(reader)) {
            answer.begin(PacketType.PENDING).end();
            return answer.toBytes();
        }
        byte[] reply = answer.toBytes();
        inbound.replied(reply);
        return reply;
    }

    /** {@return whether the answer is complete} */
    private boolean takeAll(PacketReader reader) throws ProtocolException {
        try {
            return take(reader);
        } finally {
            if (intake != null) {
                intake.requestEnds();
            }
        }
    }

    private boolean take(PacketReader reader) throws ProtocolException {
        int begun = answer.size();
        int accepted = 0;
        boolean room = true;
        long deadline = System.nanoTime() + patienceNanos;
        for (boolean first = true; reader.hasNext(); first = false) {
            PacketType type = reader.next();
            session.state().require(session.role(), type);
            requireAlone(type, first && !reader.hasNext());
            if (type != PacketType.MESSAGE) {
                if (!session.listener().packet(type, reader, answer)) {
                    return false;
                }
            } else if (room && intake().accept(reader, deadline)) {
                accepted++;
            } else {
                room = false;
                reader.skip();
            }
        }
        reader.requireEnd();
        if (answer.size() == begun) {
            new Receipt(accepted, settled(deadline)).write(answer);
        }
        return true;
    }

    private static void requireAlone(PacketType type, boolean alone) throws ProtocolException {
        if (ALONE.contains(type) && !alone) {
            throw new ProtocolException(ErrorCode.BAD_STATE, "a " + type + " must be the only packet of its request");
        }
    }

    private Processed settled(long deadline) {
        if (session.listener().tellsWhatIsStored()) {
            // Before the wait: sinks need not wait for the disk.
            intake().requestEnds();
            return intake().settled(deadline);
        }
        return new Processed(session.listener().processed(intake().accepted()), List.of());
    }

    private Intake intake() {
        Intake present = intake;
        if (present == null) {
            present = new Intake(session.port().feed(session.role() == Role.HOST ? Protocol.MARKS : 0));
            intake = present;
        }
        return present;
    }
}
