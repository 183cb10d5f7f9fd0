package dev.bulkhead.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageEqualityTest {
    private static Message message() {
        return Message.builder().property("a", "1").property("b", "2").text("x").build();
    }

    @Test
    void shouldEqualAMessageWithTheSamePropertiesAndContent() {
        assertThat(message()).isEqualTo(message()).hasSameHashCodeAs(message());
    }

    @Test
    void shouldNotMindTheOrderOfProperties() {
        Message other = Message.builder()
                .property("b", "2")
                .property("a", "1")
                .text("x")
                .build();

        assertThat(message()).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void shouldTellMessagesApart() {
        assertThat(message())
                .isNotEqualTo(Message.of(Map.of("a", "1", "b", "3"), "x"))
                .isNotEqualTo(Message.of(Map.of("a", "1"), "x"))
                .isNotEqualTo(Message.of(Map.of("a", "1", "b", "2", "c", "3"), "x"))
                .isNotEqualTo(Message.of(Map.of("a", "1", "b", "2"), "y"))
                .isNotEqualTo(Message.of(Map.of("a", "2", "b", "1"), "x"))
                .isNotEqualTo("x")
                .isNotEqualTo(null);
    }
}
