package dev.bulkhead.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size is that of the frame: 14 bytes, every key and value as UTF-8 with a NUL, the content. */
class MessageSizeTest {
    @Test
    void shouldBeFourteenForAMessageWithoutAnything() {
        assertThat(Message.builder().build().size()).isEqualTo(14);
    }

    @Test
    void shouldCountTheContent() {
        assertThat(Message.of(Map.of(), new byte[1000]).size()).isEqualTo(1014);
    }

    @Test
    void shouldCountANulForEveryKeyAndValue() {
        assertThat(Message.of(Map.of("", ""), "").size()).isEqualTo(16);
        assertThat(Message.of(Map.of("kind", "cpu"), "").size()).isEqualTo(14 + 5 + 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u007f",
                "\u0080",
                "°C",
                "\u07ff",
                "\u0800",
                "温度",
                "\uffff",
                "\uD83C\uDF21",
                "a°温\uD83C\uDF21"
            })
    void shouldCountTextAsUtf8(String text) {
        int bytes = text.getBytes(UTF_8).length;

        assertThat(Message.of(Map.of("k", text), "").size()).isEqualTo(14 + 2 + bytes + 1);
        assertThat(Message.of(Map.of(text, "v"), "").size()).isEqualTo(14 + bytes + 1 + 2);
        assertThat(Message.of(Map.of(), text).size()).isEqualTo(14 + bytes);
    }

    @Test
    void shouldCountEveryPropertyOfMany() {
        Message.Builder builder = Message.builder();
        long expected = 14;
        for (int i = 0; i < 50; i++) {
            String key = "k".repeat(i);
            String value = "°".repeat(i);
            builder.property(key, value);
            expected += key.getBytes(UTF_8).length + 1 + value.getBytes(UTF_8).length + 1;
        }

        assertThat(builder.build().size()).isEqualTo(expected);
    }
}
