package dev.bulkhead.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.Hex;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.LossyServer;
import dev.bulkhead.wire.zmq.ReplyServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RelayTest {
    private static final String REQUEST = "0300 00000010 0000000000000005 000000000000000";
    private static final String REPLY = "0400 00000010 0000000000000005 000000000000000";

    private final Endpoints endpoints = new Endpoints(RelayFixture.MAX_MESSAGE);
    /** Has no twin to send to: these tests send to it. */
    private final RelayFixture host = new RelayFixture(Role.HOST, endpoints.connect("tcp://127.0.0.1:1"));

    @AfterEach
    void close() {
        host.close();
        endpoints.close();
    }

    @Test
    void shouldPublishTheMessagesOfARequestAndSayHowManyItTook() {
        assertThat(reply(REQUEST + "1" + message("61") + message("62")))
                .isEqualTo(Hex.digits(REPLY + "1" + "2100 0000000c 00000002 0000000000000002"));

        await().until(host.sunk::size, size -> size == 2);
        assertThat(host.sunk).containsExactly("a", "b");
    }

    @Test
    void shouldGiveARepeatedRequestTheSameReplyAndPublishNothingTwice() {
        String first = reply(REQUEST + "1" + message("61"));

        assertThat(reply(REQUEST + "1" + message("61"))).isEqualTo(first);
        assertThat(reply(REQUEST + "1" + message("61"))).isEqualTo(first);
        assertThat(reply(REQUEST + "2" + message("62")))
                .isEqualTo(Hex.digits(REPLY + "2" + "2100 0000000c 00000001 0000000000000002"));
        await().until(host.sunk::size, size -> size == 2);
        assertThat(host.sunk).containsExactly("a", "b");
    }

    @Test
    void shouldSayPendingUntilTheAnswerIsKnown() {
        host.answersKnown(false);
        assertThat(reply(REQUEST + "1" + "1400 00000004 000003e8"))
                .isEqualTo(Hex.digits(REPLY + "1" + "0600 00000000"));

        host.answersKnown(true);
        assertThat(reply(REQUEST + "1" + "1400 00000004 000003e8"))
                .isEqualTo(Hex.digits(REPLY + "1" + "2100 0000000c 00000000 0000000000000000"));
        assertThat(host.packets).containsExactly(PacketType.DESTROY, PacketType.DESTROY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                                                      | BAD_PACKET      | at offset 0: REQUEST is missing
        1200 00000000                                                           | BAD_STATE       | expected REQUEST, not START
        0300 00000004 00000000                                                  | BAD_PACKET      | at offset 6: the packet REQUEST ends 4 bytes too early
        0300 00000010 0000000000000006 0000000000000001                         | UNKNOWN_SESSION | the session of this request is over; say hello again
        0300 00000010 0000000000000005 0000000000000001 ff00 00000000           | UNKNOWN_TYPE    | there is no packet type 0xff
        """)
    void shouldRefuseWhatIsNotOfItsSessionAndGoOn(String hex, ErrorCode code, String text) throws ProtocolException {
        assertRefused(hex, code, text);

        assertThat(host.breaks).isEmpty();
        assertThat(reply(REQUEST + "1")).startsWith(Hex.digits(REPLY + "1" + "2100"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0300 00000008 0000000000000005                                                      | BAD_PACKET      | at offset 14: the packet REQUEST ends 8 bytes too early
        0300 00000011 0000000000000005 0000000000000001 00                                  | BAD_PACKET      | at offset 22: the packet REQUEST has 1 bytes too many
        0300 00000010 0000000000000005 0000000000000002                                     | OUT_OF_SEQUENCE | the sequence number is 2, expected 1
        0300 00000010 0000000000000005 0000000000000001 20                                  | BAD_PACKET      | at offset 22: a packet header has 6 bytes, 1 are left
        0300 00000010 0000000000000005 0000000000000001 1200 00000000                       | BAD_STATE       | a START cannot be sent to the HOST in the state STARTED
        0300 00000010 0000000000000005 0000000000000001 2000 0000000e a1610000000e0000000000000000 | BAD_PACKET | the frame at offset 28 is malformed: at offset 0: the magic is a161, it must be a160
        """)
    void shouldBreakOffTheSessionForWhatTheTwinMustNotSend(String hex, ErrorCode code, String text)
            throws ProtocolException {
        assertRefused(hex, code, text);

        assertThat(host.breaks).containsExactly(code + ": " + text);
    }

    @Test
    void shouldRefuseAMessageThatIsTooLargeEvenWithMarks() throws ProtocolException {
        PacketReader reply = new PacketReader(host.relay.reply(
                ByteBuffer.wrap(Hex.bytes(REQUEST + "1" + messageOf(RelayFixture.MAX_MESSAGE + Protocol.MARKS + 1)))));

        assertThat(Errors.read(reply.expect(PacketType.ERROR)).code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(host.breaks).singleElement().asString().startsWith("TOO_LARGE: ");
    }

    @Test
    void shouldTakeAMessageFromTheGatewayThatIsLargerByItsMarks() {
        assertThat(reply(REQUEST + "1" + messageOf(RelayFixture.MAX_MESSAGE + Protocol.MARKS)))
                .isEqualTo(Hex.digits(REPLY + "1" + "2100 0000000c 00000001 0000000000000001"));
    }

    @Test
    void shouldRefuseAMessageFromAHostThatIsAboveTheLimitByAByte() throws ProtocolException {
        try (RelayFixture gateway = new RelayFixture(Role.GATEWAY, endpoints.connect("tcp://127.0.0.1:1"))) {
            String request = REQUEST + "1" + messageOf(RelayFixture.MAX_MESSAGE + 1);
            PacketReader reply = new PacketReader(gateway.relay.reply(ByteBuffer.wrap(Hex.bytes(request))));

            assertThat(Errors.read(reply.expect(PacketType.ERROR)).code()).isEqualTo(ErrorCode.TOO_LARGE);
        }
    }

    private static String messageOf(int bytes) {
        return String.format("2000 %08x a160 %08x 00000000 %08x", bytes, bytes, bytes - 14) + "00".repeat(bytes - 14);
    }

    @Test
    void shouldRefuseEverythingWhenClosed() throws ProtocolException {
        host.relay.state(SessionState.CLOSED);

        assertRefused(REQUEST + "1", ErrorCode.UNKNOWN_SESSION, "the session of this request is over; say hello again");
    }

    /** With padding there is more than one request's worth, so some are encoded while others are on their way. */
    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void shouldDeliverEveryMessageOnceAndInOrderThoughRepliesAreLost(int padding) throws InterruptedException {
        String pad = " ".repeat(padding);
        List<String> sent =
                IntStream.range(0, 5000).mapToObj(number -> number + pad).toList();
        try (LossyServer lossy = new LossyServer(
                        request -> host.relay.reply(ByteBuffer.wrap(request)), index -> index == 0 || index == 3);
                RelayFixture gateway = new RelayFixture(Role.GATEWAY, endpoints.connect(lossy.url()))) {
            sent.forEach(text -> gateway.publish(Message.of(Map.of(), text)));

            await().atMost(Duration.ofSeconds(40)).until(gateway::settled, settled -> settled == sent.size());
            // Settled is what the relay has handed to the broker; the sink's own thread takes it from there.
            await().untilAsserted(() -> assertThat(host.sunk).containsExactlyElementsOf(sent));
            assertThat(lossy.requests().get(1)).isEqualTo(lossy.requests().get(0));
            assertThat(gateway.breaks).isEmpty();
        }
    }

    @Test
    void shouldDeliverInOrderThoughTheTwinTakesOnlyAFewMessagesOfARequest() throws IOException {
        List<String> sent = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
        host.takeTimeForEvery(100, Duration.ofMillis(1));
        try (ReplyServer server = endpoints.listen("tcp://127.0.0.1:*", "slow", handler(host.relay));
                RelayFixture gateway = new RelayFixture(Role.GATEWAY, endpoints.connect(server.url()))) {
            sent.forEach(text -> gateway.publish(Message.of(Map.of(), text)));

            await().atMost(Duration.ofSeconds(40)).until(() -> host.sunk.size() == sent.size());
            assertThat(host.sunk).containsExactlyElementsOf(sent);
            assertThat(gateway.breaks).isEmpty();
        }
    }

    @Test
    void shouldBreakOffTheSessionWhenTheTwinRefusesARequest() throws InterruptedException {
        byte[] refusal = Errors.encode(new ProtocolException(ErrorCode.UNKNOWN_SESSION, "say hello again"));
        try (LossyServer refusing = new LossyServer(request -> refusal, index -> false);
                RelayFixture gateway = new RelayFixture(Role.GATEWAY, endpoints.connect(refusing.url()))) {
            gateway.publish(Message.of(Map.of(), "a"));

            await().until(gateway.breaks::size, size -> size == 1);
            assertThat(gateway.breaks).containsExactly("UNKNOWN_SESSION: say hello again");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                                                                       | BAD_PACKET: at offset 0: a packet header has 6 bytes, 0 are left
        0400 00000010 0000000000000006 0000000000000001                                          | OUT_OF_SEQUENCE: a reply to another request came
        0400 00000010 0000000000000005 0000000000000002                                          | OUT_OF_SEQUENCE: a reply to another request came
        0400 00000010 0000000000000005 0000000000000001                                          | BAD_PACKET: at offset 22: ACCEPTED is missing
        0400 00000010 0000000000000005 0000000000000001 1300 00000000                            | BAD_STATE: expected ACCEPTED, not STARTED
        0400 00000010 0000000000000005 0000000000000001 2100 0000000c 00000002 0000000000000000  | BAD_PACKET: 2 messages were accepted of 1 sent
        0400 00000010 0000000000000005 0000000000000001 2100 0000000c 00000001 0000000000000002  | BAD_PACKET: message 2 was reported processed, but only 1 were handed on
        0400 00000010 0000000000000005 0000000000000001 2100 0000000d 00000001 0000000000000001 00 | BAD_PACKET: at offset 40: the packet ACCEPTED has 1 bytes too many
        """)
    void shouldBreakOffTheSessionForAReplyThatCannotBe(String hex, String text) throws InterruptedException {
        try (LossyServer confused = new LossyServer(request -> Hex.bytes(hex), index -> false);
                RelayFixture gateway = new RelayFixture(Role.GATEWAY, endpoints.connect(confused.url()))) {
            gateway.publish(Message.of(Map.of(), "a"));

            await().until(gateway.breaks::size, size -> size == 1);
            assertThat(gateway.breaks).containsExactly(text);
        }
    }

    private static ReplyServer.Handler handler(Relay relay) {
        return new ReplyServer.Handler() {
            @Override
            public byte[] reply(ByteBuffer request) {
                return relay.reply(request);
            }

            @Override
            public boolean knows(long epoch) {
                return relay.isOf(epoch);
            }
        };
    }

    private void assertRefused(String request, ErrorCode code, String text) throws ProtocolException {
        PacketReader reply = new PacketReader(host.relay.reply(ByteBuffer.wrap(Hex.bytes(request))));

        assertThat(Errors.read(reply.expect(PacketType.ERROR))).hasMessage(text).returns(code, ProtocolException::code);
    }

    private String reply(String request) {
        return Hex.digits(host.relay.reply(ByteBuffer.wrap(Hex.bytes(request))));
    }

    private static String message(String contentByte) {
        return "2000 0000000f a160 0000000f 00000000 00000001" + contentByte;
    }
}
