package dev.bulkhead.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Endpoints;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whatever requests come in whatever order, each is answered with a reply or an error, by the table. The input: the role and the state
 * in a byte, then requests, each a byte that says what is odd about it, a byte with the length of its packets, and those.
 */
class SessionFuzzTest {
    private static final Endpoints ENDPOINTS = new Endpoints(Vectors.MAX_MESSAGE);
    private static final SessionState[] STATES = SessionState.values();

    private static final int REPEATED = 1;
    private static final int ODD_NUMBER = 2;
    private static final int RAW = 3;

    @FuzzTest
    void shouldAnswerEveryRequestByTheTable(byte[] bytes) throws ProtocolException {
        if (bytes.length == 0) {
            return;
        }
        Role role = (bytes[0] & 1) == 0 ? Role.HOST : Role.GATEWAY;
        SessionState state = STATES[(bytes[0] >> 1 & 0x7F) % STATES.length];
        try (Twin twin = new Twin(role, state, 0, -1, ENDPOINTS.connect("tcp://127.0.0.1:1"))) {
            talk(twin, role, ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        }
    }

    private static void talk(Twin twin, Role role, ByteBuffer input) throws ProtocolException {
        long number = 0;
        byte[] last = null;
        byte[] lastReply = null;
        while (input.remaining() >= 2) {
            int odd = input.get() & 3;
            byte[] packets = new byte[Math.min(input.get() & 0xFF, input.remaining())];
            input.get(packets);
            if (odd == REPEATED && last != null) {
                assertThat(twin.relay().reply(ByteBuffer.wrap(last))).isEqualTo(lastReply);
                continue;
            }
            byte[] request = odd == RAW ? packets : request(number + (odd == ODD_NUMBER ? 7 : 1), packets);
            SessionState before = twin.relay().state();
            byte[] reply = twin.relay().reply(ByteBuffer.wrap(request));
            if (check(reply, number + 1, twin)) {
                assertAccepted(request, before, role);
                number++;
                last = request;
                lastReply = reply;
            } else if (twin.relay().state() == SessionState.CLOSED) {
                return;
            } else {
                // What was refused without an end may have been counted already.
                last = null;
                number += odd == RAW || odd == ODD_NUMBER || isUncounted(reply) ? 0 : 1;
            }
        }
    }

    private static byte[] request(long number, byte[] packets) {
        PacketWriter writer = new PacketWriter();
        writer.begin(PacketType.REQUEST).u64(Vectors.EPOCH).u64(number).end();
        byte[] head = writer.toBytes();
        byte[] request = Arrays.copyOf(head, head.length + packets.length);
        System.arraycopy(packets, 0, request, head.length, packets.length);
        return request;
    }

    /** Packets that are none are found before the number is looked at. */
    private static boolean isUncounted(byte[] reply) throws ProtocolException {
        return switch (Errors.read(new PacketReader(reply).expect(PacketType.ERROR))
                .code()) {
            case BAD_PACKET, UNKNOWN_TYPE, UNKNOWN_SESSION -> true;
            default -> false;
        };
    }

    /** {@return whether the request was accepted} */
    private static boolean check(byte[] bytes, long number, Twin twin) throws ProtocolException {
        PacketReader reply = new PacketReader(bytes);
        PacketReader.requireWellFormed(ByteBuffer.wrap(bytes));
        if (new PacketReader(bytes).next() == PacketType.ERROR) {
            ProtocolException error = Errors.read(reply.expect(PacketType.ERROR));
            assertThat(error.getMessage()).isNotEmpty();
            twin.brokenBy().ifPresent(cause -> assertThat(twin.relay().state()).isEqualTo(SessionState.CLOSED));
            return false;
        }
        reply.expect(PacketType.REPLY);
        assertThat(reply.u64()).isEqualTo(Vectors.EPOCH);
        assertThat(reply.u64()).isEqualTo(number);
        reply.requireEnd();
        assertThat(twin.brokenBy()).isEmpty();
        return true;
    }

    /** A request that was not refused has only what the table allows, at least at its beginning. */
    private static void assertAccepted(byte[] request, SessionState before, Role role) throws ProtocolException {
        PacketReader reader = new PacketReader(request);
        reader.expect(PacketType.REQUEST).skip();
        if (reader.hasNext()) {
            PacketType first = reader.next();
            assertThat(before.accepts(role, first))
                    .as("%s at the %s in the state %s", first, role, before)
                    .isTrue();
        }
    }
}
