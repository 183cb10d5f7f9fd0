package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the short way binds, the long way binds to the same; what it does not, is bound or refused with words. */
class ArgsFuzzTest {
    /** One of each kind that is plain. */
    record Plain(
            String text,
            int whole,
            long large,
            double number,
            boolean flag,
            Duration time,
            List<String> texts,
            List<Integer> wholes,
            Double perhaps) {}

    @FuzzTest
    void shouldBindTheSameTheShortWayAndTheLong(byte[] bytes) {
        String json = new String(bytes, StandardCharsets.UTF_8);
        Optional<Plain> shortly = PlainRecord.bind(json, Plain.class);
        try {
            Plain bound = new JacksonBinding(json).bind(Plain.class);
            shortly.ifPresent(same -> assertThat(same).isEqualTo(bound));
        } catch (IllegalArgumentException e) {
            assertThat(shortly).as("what is refused with %s", e.getMessage()).isEmpty();
            assertThat(e.getMessage()).startsWith("args");
        }
    }
}
