package dev.bulkhead.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.Security;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionTest {
    private static final String TOKEN = "0123abcd";
    private static final ProxySettings SETTINGS = settings(Optional.empty());

    private final Endpoints endpoints = new Endpoints(1000);
    private final HostWatch watch =
            new HostWatch(new Heard(), InnerLinks.NONE, Duration.ofHours(1), () -> {}, (name, holds) -> {});
    private final List<Hello> opened = new ArrayList<>();
    private final Refusals refusals = new Refusals("valve");
    private final Reception reception = new Reception("valve", TOKEN, SETTINGS, refusals, this::open);

    private static ProxySettings settings(Optional<String> remote) {
        return new ProxySettings(
                "tcp://127.0.0.1:*",
                remote,
                "{}",
                16 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Optional.empty(),
                Duration.ofSeconds(5),
                Security.PLAIN);
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    private Relay open(Hello hello, long epoch) {
        opened.add(hello);
        return new Relay(Role.GATEWAY, epoch, endpoints.connect(hello.url()), Duration.ofMillis(1), watch);
    }

    private static Hello hello(int major, int minor, String token, String module, long pid) {
        return new Hello(major, minor, token, module, "tcp://127.0.0.1:1", pid, "test host 1.0");
    }

    private static Hello goodHello() {
        return hello(Protocol.MAJOR, Protocol.MINOR, TOKEN, "valve", 42);
    }

    private byte[] reply(Consumer<PacketWriter> request) {
        PacketWriter bytes = new PacketWriter();
        request.accept(bytes);
        return reception.reply(ByteBuffer.wrap(bytes.toBytes()));
    }

    private static Welcome welcome(byte[] reply) throws ProtocolException {
        PacketReader reader = new PacketReader(reply);
        Welcome welcome = Welcome.read(reader.expect(PacketType.WELCOME));
        assertThat(reader.hasNext()).isFalse();
        return welcome;
    }

    private static void assertRefused(byte[] reply, ErrorCode code, String text) throws ProtocolException {
        ProtocolException refusal = Errors.read(new PacketReader(reply).expect(PacketType.ERROR));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(text);
    }

    @Test
    void shouldWelcomeAHostWithTheToken() throws ProtocolException {
        Welcome welcome = welcome(reply(goodHello()::write));

        assertThat(welcome)
                .isEqualTo(new Welcome(welcome.epoch(), Protocol.MAJOR, Protocol.MINOR, 1000, 10_000, 16 << 20));
        assertThat(opened).containsExactly(goodHello());
        assertThat(reception.attached()).isCompleted();
        assertThat(refusals.counts().requests()).isZero();
    }

    @Test
    void shouldSpeakItsOwnMinorWithAHostOfALaterOne() throws ProtocolException {
        Welcome welcome = welcome(reply(hello(Protocol.MAJOR, Protocol.MINOR + 5, TOKEN, "valve", 42)::write));

        assertThat(welcome.minor()).isEqualTo(Protocol.MINOR);
    }

    @Test
    void shouldNumberSessionsAtRandom() throws ProtocolException {
        Reception other = new Reception("valve", TOKEN, SETTINGS, refusals, this::open);
        PacketWriter request = new PacketWriter();
        goodHello().write(request);

        assertThat(welcome(reply(goodHello()::write)).epoch())
                .isNotEqualTo(
                        welcome(other.reply(ByteBuffer.wrap(request.toBytes()))).epoch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123abc", "0123abcde", "0123ABCD", "ümläut"})
    void shouldRefuseAWrongToken(String token) throws ProtocolException {
        byte[] reply = reply(hello(Protocol.MAJOR, Protocol.MINOR, token, "valve", 42)::write);

        assertRefused(reply, ErrorCode.BAD_TOKEN, "the token is not the one of the module asked for");
        assertThat(opened).isEmpty();
        assertThat(reception.attached()).isNotDone();
        assertThat(refusals.counts().requests()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAHostOfAnotherModuleWithTheSameWords() throws ProtocolException {
        byte[] reply = reply(hello(Protocol.MAJOR, Protocol.MINOR, TOKEN, "other", 42)::write);

        assertRefused(reply, ErrorCode.BAD_TOKEN, "the token is not the one of the module asked for");
        assertThat(reception.attached()).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Protocol.MAJOR + 1, 0xFFFF})
    void shouldGiveUpAHostOfAnotherMajor(int major) throws ProtocolException {
        byte[] reply = reply(hello(major, 3, TOKEN, "valve", 42)::write);

        assertRefused(reply, ErrorCode.VERSION_MISMATCH, "test host 1.0");
        assertThat(reception.attached())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(HostFailedException.class)
                .withMessageContaining("speaks protocol " + major + ".3");
    }

    @Test
    void shouldNotLetAnybodyWithoutTheTokenEndTheWaitByItsMajor() throws ProtocolException {
        assertRefused(reply(hello(9, 0, "guess", "valve", 42)::write), ErrorCode.BAD_TOKEN, "");

        assertThat(reception.attached()).isNotDone();
        assertThat(welcome(reply(goodHello()::write))).isNotNull();
    }

    private static Hello listeningOn(String url) {
        return new Hello(Protocol.MAJOR, Protocol.MINOR, TOKEN, "valve", url, 42, "test host 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.77.0.2:7777",
                "tcp://acme.example:80",
                "tcp://127.0.0.1.acme.example:80",
                "tcp://127.0.0.256:80"
            })
    void shouldNotBeSentBeyondLoopbackByAHost(String url) throws ProtocolException {
        assertRefused(
                reply(listeningOn(url)::write),
                ErrorCode.BAD_PACKET,
                "beyond loopback; only \"remote\" in gateway.json");
        assertThat(opened).isEmpty();
        assertThat(refusals.counts().requests()).isEqualTo(1);
    }

    @Test
    void shouldWelcomeAHostThatListensBeyondLoopbackWhereTheOperatorSaysWhere() throws ProtocolException {
        ProxySettings named = settings(Optional.of("tcp://127.0.0.1:1"));
        Reception other = new Reception("valve", TOKEN, named, refusals, this::open);
        PacketWriter request = new PacketWriter();
        listeningOn("tcp://0.0.0.0:40001").write(request);

        assertThat(welcome(other.reply(ByteBuffer.wrap(request.toBytes())))).isNotNull();
    }

    @Test
    void shouldRefuseASecondHost() throws ProtocolException {
        Welcome first = welcome(reply(goodHello()::write));

        byte[] reply = reply(hello(Protocol.MAJOR, Protocol.MINOR, TOKEN, "valve", 43)::write);

        assertRefused(reply, ErrorCode.TAKEN, "the module valve has a host already");
        assertThat(opened).hasSize(1);
        assertThat(welcome(reply(goodHello()::write))).isEqualTo(first);
    }

    @Test
    void shouldGiveTheSameHelloTheSameWelcome() throws ProtocolException {
        Welcome first = welcome(reply(goodHello()::write));
        Welcome again = welcome(reply(goodHello()::write));

        assertThat(again).isEqualTo(first);
        assertThat(opened).hasSize(1);
    }

    @Test
    void shouldRefuseTheSameHelloOnceTheModuleExists() throws Exception {
        welcome(reply(goodHello()::write));
        reception.attached().get().state(SessionState.CREATED);

        assertRefused(reply(goodHello()::write), ErrorCode.TAKEN, "the module valve has a host already");
    }

    @Test
    void shouldRefuseARequestWithoutASession() throws ProtocolException {
        byte[] reply =
                reply(packets -> packets.begin(PacketType.REQUEST).u64(1).u64(1).end());

        assertRefused(reply, ErrorCode.UNKNOWN_SESSION, "there is no session; say hello");
    }

    @Test
    void shouldRefuseARequestOfAnotherSession() throws ProtocolException {
        long epoch = welcome(reply(goodHello()::write)).epoch();
        byte[] reply = reply(packets ->
                packets.begin(PacketType.REQUEST).u64(epoch + 1).u64(1).end());

        assertRefused(reply, ErrorCode.UNKNOWN_SESSION, "");
        assertThat(watch.loss()).isEmpty();
    }

    @Test
    void shouldHandARequestOfItsSessionToTheRelay() throws ProtocolException {
        long epoch = welcome(reply(goodHello()::write)).epoch();
        byte[] reply = reply(packets -> {
            packets.begin(PacketType.REQUEST).u64(epoch).u64(1).end();
            packets.begin(PacketType.START).end();
        });

        assertRefused(reply, ErrorCode.BAD_STATE, "a START cannot be sent to the GATEWAY");
        assertThat(watch.loss()).isPresent();
    }

    @Test
    void shouldRefuseAnEmptyRequest() throws ProtocolException {
        assertRefused(reception.reply(ByteBuffer.wrap(new byte[0])), ErrorCode.BAD_PACKET, "the request is empty");
    }

    @Test
    void shouldRefuseAHelloWithSomethingBehindItsTexts() throws ProtocolException {
        byte[] reply = reply(packets -> {
            goodHello().write(packets);
            byte[] bytes = packets.toBytes();
            packets.clear(256);
            packets.begin(PacketType.HELLO);
            for (int i = PacketWriter.HEADER; i < bytes.length; i++) {
                packets.u8(bytes[i]);
            }
            packets.u8(0).end();
        });

        assertRefused(reply, ErrorCode.BAD_PACKET, "1 bytes too many");
        assertThat(opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseRandomBytes(long seed) throws ProtocolException {
        Random random = new Random(seed);
        int requests = 2000;
        for (int i = 0; i < requests; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 5 && i % 2 == 0) {
                // So that it gets past the header: a HELLO of the right length.
                noise[0] = (byte) PacketType.HELLO.code();
                noise[2] = noise[3] = noise[4] = 0;
                noise[5] = (byte) (noise.length - PacketWriter.HEADER);
            }
            PacketReader reply = new PacketReader(reception.reply(ByteBuffer.wrap(noise)));
            assertThat(Errors.read(reply.expect(PacketType.ERROR))).isNotNull();
        }

        assertThat(opened).isEmpty();
        assertThat(reception.attached()).isNotDone();
        assertThat(refusals.counts().requests()).isEqualTo(requests);
        assertThat(welcome(reply(goodHello()::write))).isNotNull();
    }
}
