package dev.bulkhead.wire.session;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {
    /** A letter for who may be sent the packet in the state: g the gateway, h the host, b both, - nobody. */
    private static final String TABLE = """
                   GREETING ATTACHED CREATED STARTED SUSPENDED DESTROYING CLOSED
        HELLO      g        g        -       -       -         -          -
        WELCOME    -        -        -       -       -         -          -
        REQUEST    -        -        -       -       -         -          -
        REPLY      -        -        -       -       -         -          -
        ERROR      -        -        -       -       -         -          -
        PENDING    -        -        -       -       -         -          -
        CREATE     -        h        -       -       -         -          -
        CREATED    -        -        -       -       -         -          -
        START      -        -        h       -       -         -          -
        STARTED    -        -        -       -       -         -          -
        DESTROY    -        h        h       h       h         h          -
        DESTROYED  -        -        -       -       -         -          -
        LINKS      -        h        -       -       -         -          -
        SUSPEND    -        -        -       h       -         -          -
        SUSPENDED  -        -        -       -       -         -          -
        RESUME     -        -        -       -       h         -          -
        RESUMED    -        -        -       -       -         -          -
        SAVE       -        -        -       -       h         -          -
        SAVED      -        -        -       -       -         -          -
        RESTORE    -        -        h       -       -         -          -
        RESTORED   -        -        -       -       -         -          -
        CONFIRM    -        h        h       h       h         -          -
        MESSAGE    -        g        g       b       g         g          -
        ACCEPTED   -        -        -       -       -         -          -
        PROCESSED  -        -        -       g       g         g          -
        FAILURE    -        -        -       g       g         g          -
        HEARTBEAT  -        g        g       g       g         g          -
        LOG        -        g        g       g       g         g          -
        COUNTS     -        g        g       g       g         g          -
        CONDITION  -        g        g       g       g         g          -
        """;

    @Test
    void shouldAcceptExactlyWhatTheTableSays() {
        String table = row(
                        "", Arrays.stream(SessionState.values()).map(Enum::name).toArray(String[]::new))
                + Arrays.stream(PacketType.values()).map(SessionStateTest::row).collect(joining());

        assertThat(table).isEqualTo(TABLE);
    }

    private static String row(PacketType type) {
        return row(
                type.name(),
                Arrays.stream(SessionState.values())
                        .map(state -> receivers(state, type))
                        .toArray(String[]::new));
    }

    private static String row(String title, String... cells) {
        return String.format(
                "%-10s %-8s %-8s %-7s %-7s %-9s %-10s %s%n",
                title, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    private static String receivers(SessionState state, PacketType type) {
        boolean gateway = state.accepts(Role.GATEWAY, type);
        boolean host = state.accepts(Role.HOST, type);
        return gateway && host ? "b" : gateway ? "g" : host ? "h" : "-";
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseExactlyWhatItDoesNotAccept(SessionState state) {
        for (Role receiver : Role.values()) {
            for (PacketType type : PacketType.values()) {
                if (state.accepts(receiver, type)) {
                    assertThatNoException().isThrownBy(() -> state.require(receiver, type));
                } else {
                    assertThatExceptionOfType(ProtocolException.class)
                            .isThrownBy(() -> state.require(receiver, type))
                            .returns(ErrorCode.BAD_STATE, ProtocolException::code);
                }
            }
        }
    }

    @Test
    void shouldSayWhatCannotBeSentToWhomAndWhen() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> SessionState.CREATED.require(Role.HOST, PacketType.MESSAGE))
                .withMessage("a MESSAGE cannot be sent to the HOST in the state CREATED");
    }
}
