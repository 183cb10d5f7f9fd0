package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the arguments, the only place where durations are read. */
class DurationDeserializerTest {
    record Args(Duration every) {}

    private static Duration read(String json) {
        return new JsonArgs("{\"every\":" + json + "}").bind(Args.class).every();
    }

    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "1ms, PT0.001S",
        "007s, PT7S",
        "999999999ms, PT277H46M39.999S",
        "999999999s, PT277777H46M39S",
        "999999999m, PT16666666H39M",
        "999999999h, PT999999999H"
    })
    void shouldReadADuration(String written, Duration duration) {
        assertThat(read('"' + written + '"')).isEqualTo(duration);
    }

    @Test
    void shouldLeaveOutWhatIsNull() {
        assertThat(read("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ms",
                "1",
                "1 s",
                " 1s",
                "1s ",
                "1S",
                "1.5s",
                "-1s",
                "+1s",
                "1w",
                "1us",
                "PT1S",
                "1s1ms",
                "1000000000s",
                "99999999999999999999s",
                "١s"
            })
    void shouldRefuseWhatIsNone(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read('"' + written + '"'))
                .withMessage("args/every: " + written
                        + " is no duration; write \"250ms\", \"1s\", \"5m\", \"2h\" or \"7d\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|5", "1.5|1.5", "true|true", "{}|{", "[\"1s\"]|["})
    void shouldRefuseWhatIsNoText(String json, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessage(
                        "args/every: " + shown + " is no duration; write \"250ms\", \"1s\", \"5m\", \"2h\" or \"7d\"");
    }
}
