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
            {"every":"soon"} | args/every: soon is no duration; write "250ms", "1s", "5m" or "2h"
            {"every":5}      | args/every: 5 is no duration; write "250ms", "1s", "5m" or "2h"
            {"count":-1}     | args: count is -1, it must not be negative
            """)
    void shouldSayWhatDoesNotFit(String json, String problem) {
        assertThatThrownBy(() -> bind(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"limit":"1"}   | args/limit:
            {"count":1.5}   | args/count:
            {"count":"1"}   | args/count:
            {"on":"true"}   | args/on:
            {"name":1}      | args/name:
            {"disks":"/"}   | args/disks:
            """)
    void shouldRefuseAValueOfAnotherType(String json, String place) {
        assertThatThrownBy(() -> bind(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(place);
    }
}
