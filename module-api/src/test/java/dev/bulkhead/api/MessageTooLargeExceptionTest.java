package dev.bulkhead.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTooLargeExceptionTest {
    @Test
    void shouldTellTheSizeTheLimitAndWhatToDo() {
        assertThat(new MessageTooLargeException(3_000_000_000L, 16_777_216))
                .hasMessage("the message has 3000000000 bytes, the limit is 16777216"
                        + " (gateway.maxMessage in the configuration); split it, or raise the limit");
    }
}
