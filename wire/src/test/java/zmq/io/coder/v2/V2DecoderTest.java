package zmq.io.coder.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.Hex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.io.StreamEngine;
import zmq.io.coder.IDecoder.Step;
import zmq.util.Errno;
import zmq.util.ValueReference;

class V2DecoderTest {
    private static final int BUFFER = 64;
    private static final int LIMIT = 1000;

    private final List<Integer> allocated = new ArrayList<>();
    private final Errno errno = new Errno();

    /** The first frame may have 10 bytes; the others 20 unseen, and more if they begin with 77. */
    private final FrameGate gate = new FrameGate() {
        @Override
        public long largest(long framesBefore) {
            return framesBefore == 0 ? 10 : LIMIT;
        }

        @Override
        public int largestUnseen() {
            return 20;
        }

        @Override
        public int wantsToSee() {
            return 2;
        }

        @Override
        public boolean admits(ByteBuffer beginning) {
            return beginning.remaining() == 2 && beginning.get(0) == 0x77;
        }

        @Override
        public Msg allocate(int size) {
            allocated.add(size);
            return new Msg(size);
        }
    };

    private final V2Decoder decoder = new V2Decoder(errno, BUFFER, LIMIT, gate);

    /** {@return what was decoded; null for an error} */
    private List<Msg> decode(String hex, int atATime) {
        List<Msg> decoded = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Hex.bytes(hex));
        while (bytes.hasRemaining()) {
            ByteBuffer into = decoder.getBuffer();
            int count = Math.min(atATime, Math.min(into.remaining(), bytes.remaining()));
            into.put(bytes.slice(bytes.position(), count)).flip();
            bytes.position(bytes.position() + count);
            for (int left = count; left > 0; ) {
                ValueReference<Integer> processed = new ValueReference<>(0);
                Step.Result result = decoder.decode(into, left, processed);
                left -= processed.get();
                if (result == Step.Result.ERROR) {
                    return null;
                }
                if (result == Step.Result.DECODED) {
                    decoded.add(decoder.msg());
                }
            }
        }
        return decoded;
    }

    @Test
    void shouldBeTheOneThatJeroMqUses() {
        assertThat(StreamEngine.class.getClassLoader().getResource("zmq/io/coder/v2/V2Decoder.class"))
                .isEqualTo(V2Decoder.class.getResource("V2Decoder.class"));
        assertThat(V2Decoder.class.getProtectionDomain().getCodeSource())
                .isNotEqualTo(StreamEngine.class.getProtectionDomain().getCodeSource());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void shouldReadFramesHoweverTheirBytesCome(int atATime) {
        List<Msg> frames = decode("04 01 09  01 00  00 02 0a0b  02 000000000000001e 77" + "05".repeat(29), atATime);

        assertThat(frames).hasSize(4);
        assertThat(frames.get(0).isCommand()).isTrue();
        assertThat(frames.get(1).hasMore()).isTrue();
        assertThat(frames.get(1).size()).isZero();
        assertThat(frames.get(2).data()).containsExactly(10, 11);
        assertThat(frames.get(3).size()).isEqualTo(30);
        assertThat(frames.get(3).data()).startsWith(0x77, 5).endsWith(5, 5);
        assertThat(frames.get(3).hasMore()).isFalse();
    }

    @Test
    void shouldSetNoMemoryAsideForALargeFrameThatIsNotAdmitted() {
        assertThat(decode("00 00  02 000000000000001e 7605", 1000)).isNull();
        assertThat(allocated).containsExactly(0);
    }

    @Test
    void shouldSetNoMemoryAsideForALargeFrameBeforeItsBeginningIsThere() {
        assertThat(decode("00 00  02 000000000000001e 77", 1000)).hasSize(1);
        assertThat(allocated).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 0b",
                "00 00  02 00000000000003e9",
                "00 00  02 7fffffffffffffff",
                "00 00  02 8000000000000000",
                "00 00  02 ffffffffffffffff"
            })
    void shouldRefuseASizeBeyondTheLimit(String hex) {
        assertThat(decode(hex, 1000)).isNull();
    }

    @Test
    void shouldRefuseAMessageOfManyFrames() {
        assertThat(decode("01 00".repeat(4) + "00 00" + "01 00".repeat(5), 1000))
                .hasSize(10);
        assertThat(decode("00 00", 1000)).isNull();
    }

    @Test
    void shouldTakeWhateverFitsWhereNobodyAsks() {
        V2Decoder free = new V2Decoder(errno, BUFFER, -1, Msg::new);
        ByteBuffer bytes = ByteBuffer.wrap(Hex.bytes("00 01 05"));

        assertThat(free.decode(bytes, bytes.remaining(), new ValueReference<>(0)))
                .isEqualTo(Step.Result.DECODED);
        assertThat(free.msg().data()).containsExactly(5);
    }
}
