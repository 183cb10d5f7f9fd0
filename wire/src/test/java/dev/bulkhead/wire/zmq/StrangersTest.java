package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(60)
class StrangersTest {
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private final List<RawClient> connections = new ArrayList<>();
    private final Refusals refusals = new Refusals("test");
    private Endpoints endpoints = new Endpoints(1000);
    private ReplyServer server;

    private void listen(Duration patience, Security security) throws IOException {
        endpoints.close();
        endpoints = new Endpoints(1000, patience);
        server = endpoints.listen("tcp://127.0.0.1:*", "test-server", security, refusals, StrangersTest::reply);
    }

    /** A 1 is right, all else is wrong. */
    private static byte[] reply(ByteBuffer request) {
        byte[] bytes = Buffers.copy(request);
        return bytes.length == 1 && bytes[0] == 1
                ? bytes
                : Errors.encode(new ProtocolException(ErrorCode.BAD_TOKEN, "wrong"));
    }

    @BeforeEach
    void open() throws IOException {
        listen(LONG, Security.PLAIN);
    }

    @AfterEach
    void close() throws IOException {
        for (RawClient connection : connections) {
            connection.close();
        }
        server.close();
        endpoints.close();
    }

    private RawClient connect() throws IOException {
        return kept(new RawClient(server.url()));
    }

    private RawClient shaken() throws IOException {
        return kept(RawClient.shaken(server.url()));
    }

    private RawClient kept(RawClient client) {
        connections.add(client);
        return client;
    }

    private byte[] call(RequestChannel channel) {
        return channel.call(ByteBuffer.wrap(new byte[] {1}), () -> false);
    }

    @Test
    void shouldHangUpOnWhoSaysNothing() throws IOException {
        server.close();
        listen(A_MOMENT, Security.PLAIN);

        connect().awaitHangUp();
        connect().send("ff").awaitHangUp();
        connect().send(RawClient.GREETING).awaitHangUp();
        shaken().awaitHangUp();
        shaken().send("01 00 00 05 00").awaitHangUp();

        assertThat(refusals.counts()).isEqualTo(new Refusals.Counts(0, 5));
    }

    @Test
    void shouldLetWhoHasProvenHimselfStay() throws Exception {
        server.close();
        listen(A_MOMENT, Security.PLAIN);
        RawClient proven = shaken().send("01 00 00 01 01");
        RawClient stranger = shaken();

        stranger.awaitHangUp();

        assertThat(proven.isOpen()).isTrue();
        assertThat(refusals.counts().connections()).isEqualTo(1);
    }

    @Test
    void shouldLetTheOldestStrangersGoWhenThereAreTooMany() throws IOException {
        int more = 5;
        for (int i = 0; i < Strangers.MOST + more; i++) {
            RawClient unused = connect();
        }

        for (RawClient oldest : connections.subList(0, more)) {
            oldest.awaitHangUp();
        }

        assertThat(connections.get(more).isOpen()).isTrue();
        assertThat(connections.get(connections.size() - 1).isOpen()).isTrue();
        assertThat(refusals.counts().connections()).isEqualTo(more);
    }

    @Test
    void shouldServeWhoProvesHimselfAmongStrangers() throws IOException {
        try (RequestChannel early = endpoints.connect(server.url())) {
            assertThat(call(early)).containsExactly(1);
            for (int i = 0; i < 5 * Strangers.MOST; i++) {
                RawClient unused = connect();
            }
            try (RequestChannel late = endpoints.connect(server.url())) {
                assertThat(call(late)).containsExactly(1);
                assertThat(call(early)).containsExactly(1);
            }
        }
    }

    @Test
    void shouldHangUpOnAStrangerThatIsRefusedAgainAndAgain() throws IOException {
        shaken().send("01 00 00 01 07".repeat(Strangers.MOST_REFUSED)).awaitHangUp();

        assertThat(refusals.counts().connections()).isEqualTo(1);
    }

    @Test
    void shouldNotLetOneWhoBelongsHereTakeAllConnectionsEither() {
        try (ZContext context = new ZContext(1)) {
            List<ZMQ.Socket> clients = IntStream.range(0, Strangers.MOST_PROVEN + 1)
                    .mapToObj(unused -> context.createSocket(SocketType.REQ))
                    .toList();
            for (ZMQ.Socket client : clients) {
                client.setLinger(0);
                client.setReconnectIVL(-1);
                client.connect(server.url());
                client.setReceiveTimeOut(10_000);
                boolean unused = client.send(new byte[] {1}, 0);
                assertThat(client.recv(0)).containsExactly(1);
            }
            ZMQ.Socket oldest = clients.get(0);
            oldest.setReceiveTimeOut(200);
            await().until(() -> !answers(oldest));
        }
    }

    private static boolean answers(ZMQ.Socket client) {
        return client.send(new byte[] {1}, ZMQ.DONTWAIT) && client.recv(0) != null;
    }

    @Test
    void shouldCountWhoHasNoKeyThatFits() throws IOException {
        CurveKeys gateway = CurveKeys.generate();
        CurveKeys host = CurveKeys.generate();
        server.close();
        listen(LONG, Security.curve(gateway, host.publicKey()));

        connect().send(RawClient.GREETING).awaitHangUp();
        assertThat(refusals.counts().connections()).isEqualTo(1);
        ask(Security.curve(CurveKeys.generate(), gateway.publicKey()));
        await().until(() -> refusals.counts().connections() > 1);
        long soFar = refusals.counts().connections();
        ask(Security.curve(host, CurveKeys.generate().publicKey()));
        await().until(() -> refusals.counts().connections() > soFar);
        assertThat(refusals.counts().requests()).isZero();
    }

    /** A channel that waits too long for its first reply makes another connection; that was taken for a wrong key. */
    @Test
    void shouldNotCountWhoHangsUpBeforeTheFirstReply() throws Exception {
        CurveKeys gateway = CurveKeys.generate();
        CurveKeys host = CurveKeys.generate();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.close();
        server = endpoints.listen(
                "tcp://127.0.0.1:*", "slow", Security.curve(gateway, host.publicKey()), refusals, request -> {
                    asked.countDown();
                    awaitQuietly(answer);
                    return new byte[] {1};
                });
        try (Endpoints there = new Endpoints(1000);
                RequestChannel channel =
                        there.connect(server.url(), Duration.ofMinutes(1), Security.curve(host, gateway.publicKey()))) {
            channel.send(ByteBuffer.wrap(new byte[] {1}));
            asked.await();
        }
        connect().close();
        connect().send("ff").close();

        // Seen after the others, as one thread sees them all.
        connect().send(RawClient.GREETING).awaitHangUp();
        answer.countDown();
        assertThat(refusals.counts()).isEqualTo(new Refusals.Counts(0, 1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody far away takes several round trips to prove himself, and 32 others can come in that time. */
    @Test
    void shouldLetASlowHostInHoweverManyConnectFromElsewhere() throws IOException {
        RawClient slow = kept(new RawClient(server.url(), "127.0.0.2"));
        for (int i = 0; i < 5 * Strangers.MOST; i++) {
            RawClient unused = connect();
        }
        await().until(() -> refusals.counts().connections() == 4 * Strangers.MOST + 1);

        slow.shake().send("01 00 00 01 01");
        for (int i = 0; i < Strangers.MOST; i++) {
            RawClient unused = connect();
        }
        assertThat(slow.isOpen()).isTrue();
    }

    private void ask(Security security) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try (Endpoints there = new Endpoints(1000);
                RequestChannel channel = there.connect(server.url(), Duration.ofSeconds(10), security)) {
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {1}), () -> System.nanoTime() - giveUp > 0))
                    .isNull();
        }
    }
}
