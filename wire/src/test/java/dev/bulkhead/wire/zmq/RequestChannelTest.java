package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestChannelTest {
    private static final byte[] REQUEST = {1, 2, 3};

    private final Endpoints endpoints = new Endpoints(1000);

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void shouldBringTheReply() throws InterruptedException {
        try (LossyServer server = new LossyServer(request -> new byte[] {9, request[0]}, index -> false);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> false)).containsExactly(9, 1);
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {7}), () -> false))
                    .containsExactly(9, 7);
        }
    }

    @Test
    void shouldSendOnlyTheFirstBytesOfTheBuffer() throws InterruptedException {
        try (LossyServer server = new LossyServer(request -> request, index -> false);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST, 0, 2), () -> false))
                    .containsExactly(1, 2);
            assertThat(channel.call(ByteBuffer.wrap(REQUEST, 0, 0), () -> false))
                    .isEmpty();
        }
    }

    @Test
    void shouldSendTheSameBytesAgainWhenTheReplyIsLost() throws InterruptedException {
        try (LossyServer server = new LossyServer(request -> new byte[] {9}, index -> index == 0);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> false)).containsExactly(9);

            assertThat(server.requests()).hasSizeGreaterThan(1).containsOnly(REQUEST);
        }
    }

    @Test
    void shouldWaitForAServerThatComesLater() throws IOException {
        String url = freeUrl();
        AtomicInteger asked = new AtomicInteger();
        ReplyServer[] server = new ReplyServer[1];
        try (RequestChannel channel = endpoints.connect(url)) {
            byte[] reply = channel.call(ByteBuffer.wrap(REQUEST), () -> {
                if (asked.incrementAndGet() == 3) {
                    server[0] = listen(url);
                }
                return false;
            });

            assertThat(reply).isEqualTo(REQUEST);
        } finally {
            server[0].close();
        }
    }

    @Test
    void shouldGiveUpWhenAborted() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (RequestChannel channel = endpoints.connect(freeUrl())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> asked.incrementAndGet() > 3))
                    .isNull();
        }
    }

    @Test
    void shouldSendNothingWhenAbortedFromTheBeginning() throws InterruptedException {
        try (LossyServer server = new LossyServer(request -> request, index -> false);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> true)).isNull();
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {7}), () -> false))
                    .containsExactly(7);

            assertThat(server.requests()).isNotEmpty().containsOnly(new byte[] {7});
        }
    }

    @Test
    void shouldWorkAgainAfterItWasAborted() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        try (LossyServer server = new LossyServer(request -> request, index -> index == 0);
                RequestChannel channel = endpoints.connect(server.url())) {
            assertThat(channel.call(ByteBuffer.wrap(REQUEST), () -> asked.incrementAndGet() > 3))
                    .isNull();

            assertThat(channel.call(ByteBuffer.wrap(new byte[] {7}), () -> false))
                    .containsExactly(7);
        }
    }

    @Test
    void shouldLetItsCallerWorkBetweenRequestAndReply() throws InterruptedException {
        try (LossyServer server = new LossyServer(request -> request, index -> index == 1);
                RequestChannel channel = endpoints.connect(server.url())) {
            for (byte i = 1; i <= 3; i++) {
                channel.send(ByteBuffer.wrap(new byte[] {i}));

                assertThat(channel.await(() -> false)).containsExactly(i);
                assertThat(channel.mayStillRead()).isEqualTo(i == 2);
            }
        }
    }

    private ReplyServer listen(String url) {
        try {
            return endpoints.listen(url, "late", Buffers::copy);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return where nobody listens: a port that was free a moment ago} */
    private String freeUrl() throws IOException {
        try (ReplyServer server = endpoints.listen("tcp://127.0.0.1:*", "nobody", Buffers::copy)) {
            return server.url();
        }
    }
}
