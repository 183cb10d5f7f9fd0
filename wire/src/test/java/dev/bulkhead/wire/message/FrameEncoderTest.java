package dev.bulkhead.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.Hex;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {
    @Test
    void shouldWriteAnEmptyMessageAsFourteenBytes() {
        assertThat(frame(Message.builder().build())).isEqualTo("a160" + "0000000e" + "00000000" + "00000000");
    }

    @Test
    void shouldWriteContentBehindItsSize() {
        assertThat(frame(Message.of(Map.of(), "3"))).isEqualTo("a160" + "0000000f" + "00000000" + "00000001" + "33");
    }

    @Test
    void shouldWritePropertiesInTheirOrderWithANulBehindEachText() {
        Message message = Message.builder()
                .property("unit", "C")
                .property("a", "")
                .content(new byte[] {0, -1})
                .build();

        assertThat(frame(message))
                .isEqualTo(
                        "a160" + "0000001a" + "00000002" + "756e697400" + "4300" + "6100" + "00" + "00000002" + "00ff");
    }

    @Test
    void shouldWriteAnEmptyKey() {
        assertThat(frame(Message.of(Map.of("", ""), "")))
                .isEqualTo("a160" + "00000010" + "00000001" + "00" + "00" + "00000000");
    }

    @Test
    void shouldWriteTextsAsUtf8() {
        Message message = Message.of(Map.of("°C", "ü€🙂"), "");

        assertThat(frame(message))
                .isEqualTo("a160" + "0000001c" + "00000001" + "c2b04300" + "c3bc" + "e282ac" + "f09f9982" + "00"
                        + "00000000");
    }

    @Test
    void shouldWriteIntoTheMiddleOfABuffer() {
        byte[] buffer = Hex.bytes("ee".repeat(18));

        int behind = FrameEncoder.encode(Message.of(Map.of(), "3"), buffer, 2);

        assertThat(behind).isEqualTo(17);
        assertThat(Hex.digits(buffer)).isEqualTo("eeee" + "a160" + "0000000f" + "00000000" + "00000001" + "33" + "ee");
    }

    @Test
    void shouldRefuseAMessageThatIsTooLargeForAFrame() {
        String large = "€".repeat(1 << 25);
        Message.Builder message = Message.builder();
        for (char key = 'a'; key < 'w'; key++) {
            message.property(String.valueOf(key), large);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameEncoder.encode(message.build()))
                .withMessage("the message has 2214592592 bytes, a frame has at most 2147483647");
    }

    private static String frame(Message message) {
        return Hex.digits(FrameEncoder.encode(message));
    }
}
