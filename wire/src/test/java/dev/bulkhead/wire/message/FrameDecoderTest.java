package dev.bulkhead.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.Hex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDecoderTest {
    /** Two properties, one of them not ASCII, and content. */
    private static final String FRAME = "a160 0000001a 00000002 6b00 c3bc00 2000 00 00000004 00ff3334";

    @Test
    void shouldReadAnEmptyMessage() throws MalformedFrameException {
        assertThat(decode("a160 0000000e 00000000 00000000"))
                .isEqualTo(Message.builder().build());
    }

    @Test
    void shouldReadContent() throws MalformedFrameException {
        assertThat(decode("a160 0000000f 00000000 00000001 33")).isEqualTo(Message.of(Map.of(), "3"));
    }

    @Test
    void shouldReadPropertiesInTheirOrder() throws MalformedFrameException {
        Message message = decode("a160 0000001b 00000002 7a00 c3bce282ac00 6100 00 00000002 00ff");

        assertThat(message.properties()).containsExactly(entry("z", "ü€"), entry("a", ""));
        assertThat(message.content()).containsExactly(0, 0xff);
    }

    @Test
    void shouldReadAnEmptyKeyAndAnEmptyValue() throws MalformedFrameException {
        assertThat(decode("a160 00000010 00000001 00 00 00000000").properties()).containsExactly(entry("", ""));
    }

    @Test
    void shouldReadAFrameInTheMiddleOfABuffer() throws MalformedFrameException {
        byte[] buffer = Hex.bytes("eeee a160 0000000f 00000000 00000001 33 ee");

        assertThat(new FrameDecoder().decode(buffer, 2, 15)).isEqualTo(Message.of(Map.of(), "3"));
    }

    @Test
    void shouldShareThePropertiesOfFramesThatHaveTheSame() throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        byte[] first = FrameEncoder.encode(Message.of(Map.of("k", "ü"), "1"));
        byte[] second = FrameEncoder.encode(Message.of(Map.of("k", "ü"), "22"));

        Message one = decoder.decode(first, 0, first.length);
        Message two = decoder.decode(second, 0, second.length);

        assertThat(two).isEqualTo(Message.of(Map.of("k", "ü"), "22"));
        assertThat(two.properties()).isSameAs(one.properties());
    }

    @ParameterizedTest
    @CsvSource({"a, b", "ab, ''", "'', ab"})
    void shouldTellPropertiesApartThatHaveTheSameLetters(String key, String value) throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        for (Message message : List.of(Message.of(Map.of("a", "b"), ""), Message.of(Map.of(key, value), ""))) {
            byte[] frame = FrameEncoder.encode(message);

            assertThat(decoder.decode(frame, 0, frame.length)).isEqualTo(message);
        }
    }

    @Test
    void shouldReadPropertiesThatAreTooLongToBeKept() throws MalformedFrameException {
        FrameDecoder decoder = new FrameDecoder();
        Message message = Message.of(Map.of("k", "x".repeat(RecentProperties.LONGEST)), "1");
        byte[] frame = FrameEncoder.encode(message);

        assertThat(decoder.decode(frame, 0, frame.length)).isEqualTo(message);
        assertThat(decoder.decode(frame, 0, frame.length)).isEqualTo(message);
    }

    @Test
    void shouldRefuseAMalformedFrameAgainWhenItComesAgain() {
        FrameDecoder decoder = new FrameDecoder();
        byte[] twice = Hex.bytes("a160 00000016 00000002 6b003100 6b003200 00000000");
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> decoder.decode(twice, 0, twice.length))
                    .withMessageContaining("given twice");
        }
    }

    @Test
    void shouldCopyTheBytes() throws MalformedFrameException {
        byte[] buffer = Hex.bytes("a160 0000000f 00000000 00000001 33");
        Message message = FrameDecoder.decode(buffer);

        Arrays.fill(buffer, (byte) 0);

        assertThat(message.text()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                                        | at offset 0: the frame has 0 bytes, the smallest has 14
        a160 0000000d 00000000 000000                             | at offset 0: the frame has 13 bytes, the smallest has 14
        a161 0000000e 00000000 00000000                           | at offset 0: the magic is a161, it must be a160
        60a1 0000000e 00000000 00000000                           | at offset 0: the magic is 60a1, it must be a160
        a160 0000000d 00000000 00000000                           | at offset 2: the frame says that it has 13 bytes, but it has 14
        a160 0000000f 00000000 00000000                           | at offset 2: the frame says that it has 15 bytes, but it has 14
        a160 ffffffff 00000000 00000000                           | at offset 2: the frame says that it has -1 bytes, but it has 14
        a160 0e000000 00000000 00000000                           | at offset 2: the frame says that it has 234881024 bytes, but it has 14
        a160 0000000e ffffffff 00000000                           | at offset 6: the property count is -1, allowed are 0 to 2147483646
        a160 0000000e 80000000 00000000                           | at offset 6: the property count is -2147483648, allowed are 0 to 2147483646
        a160 0000000e 7fffffff 00000000                           | at offset 6: the property count is 2147483647, allowed are 0 to 2147483646
        a160 0000000e 7ffffffe 00000000                           | at offset 12: the property "" is given twice
        a160 0000000f 00000001 6b6b6b6b6b                         | at offset 10: the key of property 0 has no NUL at its end
        a160 00000010 00000001 6b00 76767676                      | at offset 12: the value of property 0 has no NUL at its end
        a160 00000010 00000001 6b6b6b6b6b00                       | at offset 16: the value of property 0 has no NUL at its end
        a160 00000014 00000002 6b00 7600 6c6c6c6c6c6c             | at offset 14: the key of property 1 has no NUL at its end
        a160 00000014 00000002 6b00 7600 6c00 77777777            | at offset 16: the value of property 1 has no NUL at its end
        a160 0000000e 00000000 00000001                           | at offset 10: the content size is 1, but 0 bytes follow
        a160 0000000f 00000000 00000000 33                        | at offset 10: the content size is 0, but 1 bytes follow
        a160 00000010 00000000 00000003 3333                      | at offset 10: the content size is 3, but 2 bytes follow
        a160 0000000e 00000000 ffffffff                           | at offset 10: the content size is -1, but 0 bytes follow
        a160 0000000e 00000000 7fffffff                           | at offset 10: the content size is 2147483647, but 0 bytes follow
        a160 0000000e 00000001 00000000                           | at offset 12: the content size needs 4 bytes, 2 are left
        a160 00000016 00000002 6b00 7600 6b00 7700 00000000       | at offset 14: the property "k" is given twice
        a160 00000013 00000002 00 00 00 7700 00000000             | at offset 12: the property "" is given twice
        a160 00000012 00000001 c32800 00 00000000                 | at offset 10: the key of property 0 is not UTF-8
        a160 00000012 00000001 6b00 ff00 00000000                 | at offset 12: the value of property 0 is not UTF-8
        a160 00000013 00000001 6b00 c08000 00000000               | at offset 12: the value of property 0 is not UTF-8
        a160 00000014 00000001 6b00 eda08000 00000000             | at offset 12: the value of property 0 is not UTF-8
        """)
    void shouldRefuseWhatIsNoFrameAndSayWhatIsWrongWhere(String hex, String text) {
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> decode(hex))
                .withMessage(text);
    }

    @Test
    void shouldCountOffsetsFromTheBeginningOfTheFrame() {
        byte[] buffer = Hex.bytes("eeee a160 0000000f 00000000 00000000 33 ee");

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> new FrameDecoder().decode(buffer, 2, 15))
                .withMessage("at offset 10: the content size is 0, but 1 bytes follow");
    }

    @Test
    void shouldRefuseAKeyGivenTwiceAmongManyProperties() {
        String many = IntStream.range(0, 40)
                .mapToObj(i -> String.format("%02x00 00", '@' + i))
                .reduce("", String::concat);

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> decode("a160 00000089 00000029" + many + "6300 00 00000000"))
                .withMessage("at offset 130: the property \"c\" is given twice");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void shouldRefuseAFrameThatEndsTooEarly(int length) {
        byte[] frame = Arrays.copyOf(Hex.bytes(FRAME), length);

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> FrameDecoder.decode(frame))
                .withMessage(
                        length < 14
                                ? "at offset 0: the frame has " + length + " bytes, the smallest has 14"
                                : "at offset 2: the frame says that it has 26 bytes, but it has " + length);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void shouldRefuseAFrameThatEndsTooEarlyEvenIfItsSizeIsRight(int length) {
        byte[] frame = Arrays.copyOf(Hex.bytes(FRAME), Math.max(14, length));
        ByteBuffer.wrap(frame).putInt(2, frame.length);

        assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(() -> FrameDecoder.decode(frame));
    }

    private static IntStream lengths() {
        return IntStream.range(0, 26);
    }

    private static Message decode(String hex) throws MalformedFrameException {
        return FrameDecoder.decode(Hex.bytes(hex));
    }
}
