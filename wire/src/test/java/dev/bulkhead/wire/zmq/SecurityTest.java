package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SecurityTest {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** Several tries of a channel; who gets no answer within this gets none. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(2);

    private final CurveKeys gateway = CurveKeys.generate();
    private final CurveKeys host = CurveKeys.generate();
    private final CurveKeys stranger = CurveKeys.generate();
    private final Endpoints here = new Endpoints(1 << 20);
    private final Endpoints there = new Endpoints(1 << 20);
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    private ReplyServer serve(Security security) throws IOException {
        return here.listen("tcp://127.0.0.1:*", "test-server", security, new Refusals("test"), request -> {
            byte[] bytes = Buffers.copy(request);
            requests.add(bytes);
            return bytes;
        });
    }

    private byte[] ask(ReplyServer server, Security security, byte[] request) {
        long giveUp = System.nanoTime() + NO_ANSWER.toNanos();
        try (RequestChannel channel = there.connect(server.url(), SILENCE, security)) {
            return channel.call(ByteBuffer.wrap(request), () -> System.nanoTime() - giveUp > 0);
        }
    }

    @Test
    void shouldCarryRequestsOfEverySizeBetweenTwoWhoKnowEachOther() throws IOException {
        try (ReplyServer server = serve(Security.curve(gateway, host.publicKey()))) {
            Security ours = Security.curve(host, gateway.publicKey());
            for (int size : new int[] {0, 1, 100, 20_000, 1_000_000}) {
                byte[] request = new byte[size];
                Arrays.fill(request, (byte) 7);
                try (RequestChannel channel = there.connect(server.url(), SILENCE, ours)) {
                    assertThat(channel.call(ByteBuffer.wrap(request), () -> false))
                            .isEqualTo(request);
                }
            }
        }
    }

    @Test
    void shouldTurnAwayAnotherKey() throws IOException {
        try (ReplyServer server = serve(Security.curve(gateway, host.publicKey()))) {
            assertThat(ask(server, Security.curve(stranger, gateway.publicKey()), new byte[] {1}))
                    .isNull();
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldTurnAwayTheRightKeyAtAnothersDoor() throws IOException {
        try (ReplyServer ours = serve(Security.curve(gateway, host.publicKey()));
                ReplyServer other = serve(Security.curve(gateway, stranger.publicKey()))) {
            assertThat(ask(other, Security.curve(host, gateway.publicKey()), new byte[] {1}))
                    .isNull();
            assertThat(requests).isEmpty();
            assertThat(ask(ours, Security.curve(host, gateway.publicKey()), new byte[] {1}))
                    .containsExactly(1);
        }
    }

    @Test
    void shouldSayNothingToAServerWithAnotherKey() throws IOException {
        try (ReplyServer impostor = serve(Security.curve(stranger, host.publicKey()))) {
            assertThat(ask(impostor, Security.curve(host, gateway.publicKey()), new byte[] {1}))
                    .isNull();
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldTurnAwayWhoDoesNotEncrypt() throws IOException {
        try (ReplyServer server = serve(Security.curve(gateway, host.publicKey()))) {
            assertThat(ask(server, Security.PLAIN, new byte[] {1})).isNull();
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSayNothingToAServerThatDoesNotEncrypt() throws IOException {
        try (ReplyServer plain = serve(Security.PLAIN)) {
            assertThat(ask(plain, Security.curve(host, gateway.publicKey()), new byte[] {1}))
                    .isNull();
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldServePlainAndEncryptedSideBySide() throws IOException {
        try (ReplyServer plain = serve(Security.PLAIN);
                ReplyServer encrypted = serve(Security.curve(gateway, host.publicKey()));
                ReplyServer later = serve(Security.PLAIN)) {
            assertThat(ask(encrypted, Security.curve(host, gateway.publicKey()), new byte[] {1}))
                    .containsExactly(1);
            assertThat(ask(plain, Security.PLAIN, new byte[] {2})).containsExactly(2);
            assertThat(ask(later, Security.PLAIN, new byte[] {3})).containsExactly(3);
        }
    }

    /** ZMTP 1 and 2 know no security: a peer that speaks them must not get past it. */
    @Test
    void shouldHangUpOnOldVersionsOfZmtp() throws IOException {
        for (Security security : List.of(Security.PLAIN, Security.curve(gateway, host.publicKey()))) {
            try (ReplyServer server = serve(security)) {
                // ZMTP 1.0: an identity, a delimiter, a request. ZMTP 2.0: a greeting as REQ, an identity, the same.
                for (String hex : List.of("0100 0101 0200 01", "ff 0000000000000001 7f 01 03 00 00 01 00 00 01 01")) {
                    try (RawClient old = new RawClient(server.url())) {
                        old.send(hex).awaitHangUp();
                    }
                }
            }
        }
        assertThat(requests).isEmpty();
    }
}
