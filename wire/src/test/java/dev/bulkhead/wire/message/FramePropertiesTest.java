package dev.bulkhead.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.Hex;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FramePropertiesTest {
    @Property
    void shouldReadEveryMessageBackAsItWasWritten(@ForAll("messages") Message message) throws MalformedFrameException {
        byte[] frame = FrameEncoder.encode(message);

        Message read = FrameDecoder.decode(frame);

        assertThat(frame).hasSize((int) message.size());
        assertThat(read).isEqualTo(message);
        assertThat(read.properties().entrySet())
                .containsExactlyElementsOf(message.properties().entrySet());
        assertThat(FrameEncoder.encode(read)).isEqualTo(frame);
    }

    @Property
    void shouldReadAFrameAloneAsAmongOthers(@ForAll List<@From("messages") Message> messages)
            throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        for (int round = 0; round < 2; round++) {
            for (Message message : messages) {
                byte[] frame = FrameEncoder.encode(message);

                assertThat(decoder.decode(frame, 0, frame.length)).isEqualTo(message);
            }
        }
    }

    @Property
    void shouldReadNoBytesThatItWouldWriteInAnotherWay(@ForAll byte[] bytes) {
        assertRefusedOrCanonical(bytes);
    }

    /** Random bytes seldom get past the header, so here it is right. */
    @Property(tries = 5000)
    void shouldReadNoBytesBehindAHeaderThatItWouldWriteInAnotherWay(
            @ForAll("bodies") byte[] body, @ForAll @IntRange(max = 6) int count) {
        ByteBuffer frame = ByteBuffer.allocate(body.length + 10);
        frame.put(Hex.bytes("a160")).putInt(body.length + 10).putInt(count).put(body);

        assertRefusedOrCanonical(frame.array());
    }

    @Property(tries = 5000)
    void shouldReadNoFrameWithOneByteChangedThatItWouldWriteInAnotherWay(
            @ForAll("messages") Message message, @ForAll int position, @ForAll byte value) {
        byte[] frame = FrameEncoder.encode(message);
        frame[Math.floorMod(position, frame.length)] = value;

        assertRefusedOrCanonical(frame);
    }

    private static void assertRefusedOrCanonical(byte[] bytes) {
        Message message;
        try {
            message = FrameDecoder.decode(bytes);
        } catch (MalformedFrameException e) {
            assertThat(e.getMessage()).startsWith("at offset ");
            return;
        }
        assertThat(FrameEncoder.encode(message)).isEqualTo(bytes);
    }

    @Provide
    Arbitrary<Message> messages() {
        return Combinators.combine(
                        Arbitraries.maps(texts(), texts()).ofMaxSize(40),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(300))
                .as(Message::of);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<Integer> codePoints =
                Arbitraries.integers().between(1, 0x10FFFF).filter(c -> c < 0xD800 || c > 0xDFFF);
        Arbitrary<String> any = codePoints.list().ofMaxSize(8).map(FramePropertiesTest::text);
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(12), any);
    }

    private static String text(Iterable<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    /** Few values, so that the NULs and small sizes of a frame come up often. */
    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.of((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 4, (byte) 'k', (byte) 0xC3, (byte) 0xBC)
                .array(byte[].class)
                .ofMinSize(4)
                .ofMaxSize(30);
    }
}
