package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonArgsTest {
    record Args(String name, Double limit, int count, boolean on, Duration every, List<String> disks) {
        Args {
            if (count < 0) {
                throw new IllegalArgumentException("count is " + count + ", it must not be negative");
            }
        }
    }

    private static Args bind(String json) {
        return new JsonArgs(json).bind(Args.class);
    }

    @Test
    void shouldBindARecord() {
        Args args = bind("""
                {"name":"a","limit":0.5,"count":3,"on":true,"every":"250ms","disks":["/","/data"]}""");
        assertThat(args).isEqualTo(new Args("a", 0.5, 3, true, Duration.ofMillis(250), List.of("/", "/data")));
    }

    @Test
    void shouldLeaveOutWhatIsNotGiven() {
        assertThat(bind("{}")).isEqualTo(new Args(null, null, 0, false, null, null));
    }

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "1s,PT1S", "5m,PT5M", "2h,PT2H"})
    void shouldReadDurations(String written, Duration duration) {
        assertThat(bind("{\"every\":\"" + written + "\"}").every()).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"nmae":"a"}     | args/nmae: there is no such argument; there are count, disks, every, limit, name, on
            {"every":"soon"} | args/every: soon is no duration; write "250ms", "1s", "5m", "2h" or "7d"
            {"every":5}      | args/every: 5 is no duration; write "250ms", "1s", "5m", "2h" or "7d"
            {"count":-1}     | args: count is -1, it must not be negative
            """)
    void shouldSayWhatDoesNotFit(String json, String problem) {
        assertThatThrownBy(() -> bind(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"limit":"1"}       | args/limit: "1" does not fit; expected is a number
            {"count":1.5}       | args/count: 1.5 does not fit; expected is a whole number that a Java int holds
            {"count":"1"}       | args/count: "1" does not fit; expected is a whole number that a Java int holds
            {"count":3000000000}| args/count: Numeric value (3000000000) out of range of int (-2147483648 - 2147483647)
            {"on":"true"}       | args/on: "true" does not fit; expected is true or false
            {"name":1}          | args/name: 1 does not fit; expected is a text in quotes
            {"disks":"/"}       | args/disks: "/" does not fit; expected is a list
            {"disks":["/",{}]}  | args/disks/1: {} does not fit; expected is a text in quotes
            """)
    void shouldRefuseAValueOfAnotherType(String json, String problem) {
        assertThatThrownBy(() -> bind(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }
}
