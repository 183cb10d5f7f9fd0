package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.session.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;

class RequestBuffersTest {
    private static final int LARGE = 100_000;

    private final RequestBuffers buffers = new RequestBuffers();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, LARGE, Protocol.BATCH + Protocol.OVERHEAD, 2 * Protocol.BATCH})
    void shouldHaveExactlyTheSizeThatWasAskedFor(int size) {
        for (int i = 0; i < 2; i++) {
            Msg message = buffers.allocate(size);

            assertThat(message.size()).isEqualTo(size);
            assertThat(message.buf().remaining()).isEqualTo(size);
            assertThat(message.buf().arrayOffset()).isZero();
            buffers.release(message);
        }
    }

    @Test
    void shouldUseALargeBufferAgain() {
        Msg first = buffers.allocate(LARGE);
        buffers.release(first);

        assertThat(buffers.allocate(LARGE - 1000).buf().array())
                .isSameAs(first.buf().array());
    }

    @Test
    void shouldNotGiveABufferToTwo() {
        Msg first = buffers.allocate(LARGE);
        Msg second = buffers.allocate(LARGE);
        buffers.release(first);

        assertThat(second.buf().array()).isNotSameAs(first.buf().array());
        assertThat(buffers.allocate(LARGE).buf().array())
                .isSameAs(first.buf().array())
                .isNotSameAs(buffers.allocate(LARGE).buf().array());
    }

    @Test
    void shouldNotUseABufferThatIsTooSmall() {
        buffers.release(buffers.allocate(20_000));

        assertThat(buffers.allocate(LARGE).size()).isEqualTo(LARGE);
    }

    @Test
    void shouldTakeASizeThatOverflowedForNone() {
        assertThat(buffers.allocate(Integer.MIN_VALUE).size()).isZero();
        assertThat(RequestBuffers.fresh(Integer.MIN_VALUE).size()).isZero();
    }

    @Test
    void shouldGiveNothingKeptToThoseWhoKeepWhatTheyGet() {
        Msg kept = buffers.allocate(LARGE);
        buffers.release(kept);

        assertThat(RequestBuffers.fresh(LARGE).buf().array())
                .isNotSameAs(kept.buf().array());
    }
}
