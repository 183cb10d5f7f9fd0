package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a gateway that is a socket, and gives one answer after the other. */
@Timeout(30)
class GreetingTest {
    private static final Hello HELLO = new Hello(1, 0, "token", "valve", "tcp://127.0.0.1:40002", 42, "test host");
    private static final Welcome WELCOME = new Welcome(77, 1, 0, 1000, 10_000, 1 << 20);

    private final Endpoints endpoints = new Endpoints(1000);
    private final List<Hello> hellos = new CopyOnWriteArrayList<>();
    private final Queue<byte[]> answers = new ArrayDeque<>();
    private byte[] lastAnswer = new byte[0];
    private ReplyServer server;

    @BeforeEach
    void open() throws IOException {
        server = endpoints.listen("tcp://127.0.0.1:*", "test-gateway", this::reply);
    }

    @AfterEach
    void close() {
        server.close();
        endpoints.close();
    }

    private byte[] reply(ByteBuffer request) {
        try {
            hellos.add(Hello.read(new PacketReader(request).expect(PacketType.HELLO)));
        } catch (ProtocolException e) {
            return Errors.encode(e);
        }
        // A request whose reply was lost comes again, and gets the last answer again.
        lastAnswer = answers.isEmpty() ? lastAnswer : answers.remove();
        return lastAnswer;
    }

    private void refuse(ErrorCode code) {
        answers.add(Errors.encode(new ProtocolException(code, "refused with " + code)));
    }

    private void welcome() {
        PacketWriter reply = new PacketWriter();
        WELCOME.write(reply);
        answers.add(reply.toBytes());
    }

    private Welcome greet(BooleanSupplier aborted) throws ProtocolException {
        try (RequestChannel channel = endpoints.connect(server.url())) {
            return new Greeting(HELLO).welcome(channel, aborted);
        }
    }

    @Test
    void shouldSayHelloAndBeWelcomed() throws ProtocolException {
        welcome();

        assertThat(greet(() -> false)).isEqualTo(WELCOME);
        assertThat(hellos).isNotEmpty().containsOnly(HELLO);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"TAKEN", "UNKNOWN_SESSION", "BAD_STATE"})
    void shouldTryAgainWhenItMayBeWelcomeLater(ErrorCode code) throws ProtocolException {
        refuse(code);
        refuse(code);
        welcome();

        assertThat(greet(() -> false)).isEqualTo(WELCOME);
        assertThat(hellos).hasSizeGreaterThanOrEqualTo(3).containsOnly(HELLO);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TAKEN", "UNKNOWN_SESSION", "BAD_STATE"})
    void shouldGiveUpWhenItIsRefusedForGood(ErrorCode code) {
        refuse(code);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> greet(() -> false))
                .withMessage("refused with " + code)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void shouldGiveUpOnAGatewayThatSpeaksAnotherProtocol() {
        PacketWriter reply = new PacketWriter();
        new Welcome(77, 2, 0, 1000, 10_000, 1 << 20).write(reply);
        answers.add(reply.toBytes());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> greet(() -> false))
                .withMessageStartingWith("the gateway wants to speak protocol 2.0, this host speaks ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_MISMATCH));
    }

    @Test
    void shouldGiveUpOnAGatewayThatAnswersNothing() {
        answers.add(new byte[0]);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> greet(() -> false));
    }

    @Test
    void shouldGiveUpOnAGatewayThatAnswersSomethingElse() {
        PacketWriter reply = new PacketWriter();
        reply.begin(PacketType.ACCEPTED).u32(0).u64(0).end();
        answers.add(reply.toBytes());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> greet(() -> false))
                .withMessage("expected ERROR, not ACCEPTED");
    }

    @Test
    void shouldStopWhenItIsToldTo() throws ProtocolException {
        refuse(ErrorCode.TAKEN);

        assertThat(greet(() -> !hellos.isEmpty())).isNull();
    }

    @Test
    void shouldStopWhenNoGatewayIsThere() throws ProtocolException {
        server.close();
        int[] asked = {0};

        assertThat(greet(() -> ++asked[0] > 5)).isNull();
    }
}
