package dev.bulkhead.wire.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulkhead.wire.Hex;
import dev.bulkhead.wire.session.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(30)
class ReplyServerTest {
    private static final int MAX_MESSAGE = 1000;
    /** ZMTP 3.0: the greeting of a client without security, and its READY as a REQ. */
    private static final String HANDSHAKE = "ff00000000000000017f 03 00 4e554c4c00000000000000000000000000000000 00"
            + "00".repeat(31) + "04 19 05 5245414459 0b 536f636b65742d54797065 00000003 524551";

    private static final long EPOCH = 0x0102030405060708L;

    private final Endpoints endpoints = new Endpoints(MAX_MESSAGE);
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private ReplyServer server;

    @BeforeEach
    void open() throws IOException {
        server = endpoints.listen("tcp://127.0.0.1:*", "test-server", handler);
    }

    @AfterEach
    void close() {
        server.close();
        endpoints.close();
    }

    private final ReplyServer.Handler handler = new ReplyServer.Handler() {
        @Override
        public byte[] reply(ByteBuffer request) {
            byte[] bytes = Buffers.copy(request);
            requests.add(bytes);
            return bytes;
        }

        @Override
        public boolean knows(long epoch) {
            return epoch == EPOCH;
        }
    };

    @Test
    void shouldAnswerOneRequestAfterTheOther() {
        try (RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {1}), () -> false))
                    .containsExactly(1);
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {2, 3}), () -> false))
                    .containsExactly(2, 3);
        }
    }

    @Test
    void shouldSayOnWhichPortItListens() {
        assertThat(server.url()).matches("tcp://127\\.0\\.0\\.1:[1-9][0-9]+");
    }

    @Test
    void shouldAnswerSeveralClients() {
        try (RequestChannel first = endpoints.connect(server.url());
                RequestChannel second = endpoints.connect(server.url())) {
            assertThat(first.call(ByteBuffer.wrap(new byte[] {1}), () -> false)).containsExactly(1);
            assertThat(second.call(ByteBuffer.wrap(new byte[] {2}), () -> false))
                    .containsExactly(2);
            assertThat(first.call(ByteBuffer.wrap(new byte[] {3}), () -> false)).containsExactly(3);
        }
    }

    @Test
    void shouldTakeARequestInSeveralPartsForAnEmptyOne() {
        byte[] reply = null;
        while (reply == null) {
            reply = sendInThreeParts();
        }

        assertThat(reply).isEmpty();
        assertThat(requests).isNotEmpty().containsOnly(new byte[0]);
        assertStillAnswers();
    }

    /** {@return the reply; null if there was none, as JeroMQ now and then loses the first request of a connection} */
    private byte[] sendInThreeParts() {
        try (ZContext context = new ZContext(1);
                ZMQ.Socket client = context.createSocket(SocketType.REQ)) {
            client.setLinger(0);
            client.setReceiveTimeOut(500);
            client.connect(server.url());
            client.sendMore(new byte[] {1});
            client.sendMore(new byte[] {2});
            client.send(new byte[] {3}, 0);
            return client.recv(0);
        }
    }

    @Test
    void shouldTakeARequestThatIsAsLargeAsItMayBe() {
        byte[] largest = request(EPOCH, (int) Protocol.maxRequest(MAX_MESSAGE));
        try (RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(largest), () -> false)).hasSize(largest.length);
        }
    }

    private static byte[] request(long epoch, int size) {
        return ByteBuffer.allocate(size)
                .put((byte) 3)
                .put((byte) 0)
                .putInt(16)
                .putLong(epoch)
                .array();
    }

    /** No memory is set aside for what a stranger only announces. */
    @Test
    void shouldHangUpOnALargeRequestOfAnotherSessionOnceItsBeginningHasCome() throws IOException {
        int size = RequestGate.UNSEEN + 1;
        byte[] beginning = Arrays.copyOf(request(EPOCH + 1, size), 14);

        sendAndAwaitHangUp(Hex.bytes(HANDSHAKE + "01 00" + String.format("02 %016x", size)
                + HexFormat.of().formatHex(beginning)));

        assertThat(requests).isEmpty();
        assertStillAnswers();
    }

    @Test
    void shouldTakeASmallRequestOfAnybody() {
        byte[] small = new byte[RequestGate.UNSEEN];
        try (RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(small), () -> false)).isEqualTo(small);
        }
    }

    /** JeroMQ counts messages, and one that never ends is none. */
    @Test
    void shouldHangUpOnAMessageOfManyParts() throws IOException {
        try (RawClient stranger = RawClient.shaken(server.url())) {
            stranger.send("01 00" + "01 01 ff".repeat(10)).awaitHangUp();
        }

        assertThat(requests).isEmpty();
        assertStillAnswers();
    }

    @Test
    void shouldHangUpOnALargeHandshake() throws IOException {
        try (RawClient stranger = new RawClient(server.url())) {
            stranger.send(RawClient.GREETING + String.format("06 %016x", RequestGate.UNSEEN + 1) + "00".repeat(14))
                    .awaitHangUp();
        }

        assertStillAnswers();
    }

    @Test
    void shouldHangUpOnARequestThatIsTooLarge() throws IOException {
        String tooLarge = String.format("02 %016x", Protocol.maxRequest(MAX_MESSAGE) + 1);

        sendAndAwaitHangUp(Hex.bytes(HANDSHAKE + "01 00" + tooLarge));

        assertThat(requests).isEmpty();
        assertStillAnswers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff", "8000000000000000", "80000000ffffffff", "ffffffff80000000"})
    void shouldSurviveARequestOfNegativeSize(String size) throws IOException {
        sendAndLeave(Hex.bytes(HANDSHAKE + "01 00" + "02" + size + "00".repeat(100)));

        assertStillAnswers();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSurviveRandomBytesOnAConnection(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] noise = new byte[1 + random.nextInt(5000)];
        random.nextBytes(noise);

        sendAndLeave(noise);

        assertStillAnswers();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSurviveRandomBytesBehindAHandshake(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] handshake = Hex.bytes(HANDSHAKE);
        byte[] noise = new byte[handshake.length + 1 + random.nextInt(500)];
        random.nextBytes(noise);
        System.arraycopy(handshake, 0, noise, 0, handshake.length);

        sendAndLeave(noise);

        assertStillAnswers();
    }

    @Test
    void shouldSurviveAClientOfAnotherProtocol() throws IOException {
        sendAndLeave("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));

        assertStillAnswers();
    }

    @Test
    void shouldSayWhenTheAddressIsTaken() {
        assertThatIOException()
                .isThrownBy(() -> endpoints.listen(server.url(), "second", Buffers::copy))
                .withMessage("cannot listen on " + server.url() + ": Address already in use");
        assertStillAnswers();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:80",
                "tcp://127.0.0.1",
                "tcp://127.0.0.1:65536",
                "tcp://no.such.host.invalid:1",
                "carrier-pigeon://x"
            })
    void shouldSayWhenTheAddressIsNone(String url) {
        assertThatIOException()
                .isThrownBy(() -> endpoints.listen(url, "second", Buffers::copy))
                .withMessageStartingWith("cannot listen on " + url + ": ");
    }

    @Test
    void shouldFreeItsAddressWhenClosed() throws IOException {
        server.close();

        server = endpoints.listen(server.url(), "second", handler);

        assertStillAnswers();
    }

    @Test
    void shouldEndItsThreadWhenClosed() {
        server.close();
        server.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("test-server");
    }

    @Test
    void shouldKeepTheInterruptionOfWhoeverClosesIt() {
        Thread.currentThread().interrupt();

        server.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    private void assertStillAnswers() {
        try (RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {42}), () -> false))
                    .containsExactly(42);
        }
    }

    private void sendAndLeave(byte[] bytes) throws IOException {
        try (Socket connection = connection()) {
            connection.getOutputStream().write(bytes);
        }
    }

    private void sendAndAwaitHangUp(byte[] bytes) throws IOException {
        try (Socket connection = connection()) {
            connection.getOutputStream().write(bytes);
            InputStream in = connection.getInputStream();
            byte[] unused = in.readAllBytes();
        }
    }

    private Socket connection() throws IOException {
        URI uri = URI.create(server.url());
        Socket connection = new Socket(uri.getHost(), uri.getPort());
        connection.setSoTimeout(10_000);
        return connection;
    }
}
