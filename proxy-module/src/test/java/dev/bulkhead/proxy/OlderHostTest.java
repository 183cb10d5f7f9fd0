package dev.bulkhead.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OlderHostTest {
    private static final Message MARKED =
            Message.of(Map.of("kind", "cpu", "bulkhead.source", "pump", "bulkhead.sequence", "7"), "0.95");

    @Test
    void shouldLeaveTheMarksOfAMessageThatAnOlderHostTakes() {
        assertThat(OlderHost.fit(MARKED, (int) MARKED.size())).isSameAs(MARKED);
    }

    /** To be told of a message above the limit would end the session, and the message would come again in the next. */
    @Test
    void shouldLeaveOutMarksThatMakeAMessageTooLargeForAnOlderHost() {
        assertThat(OlderHost.fit(MARKED, (int) MARKED.size() - 1)).isEqualTo(Message.of(Map.of("kind", "cpu"), "0.95"));
    }
}
