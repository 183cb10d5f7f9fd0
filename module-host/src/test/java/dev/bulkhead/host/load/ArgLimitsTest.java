package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.api.Arg;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgLimitsTest {
    /** Plain, so that no Jackson is needed while it fits. */
    record Plain(
            @Arg(required = true, pattern = "[a-z]+") String metric,
            @Arg(min = 0, max = 0.9) Double above,
            @Arg(min = 1, max = 9) int count,
            @Arg(max = 9007199254740992d) long large) {
        Plain {
            Objects.requireNonNull(metric, "the constructor's own words");
        }
    }

    enum Colour {
        RED
    }

    record Rich(
            Colour colour,
            @Arg(required = true) Integer whole,
            @Arg(max = 1) BigInteger big,
            @Arg(min = 0.1) BigDecimal decimal,
            List<Pair<Plain>> pairs,
            Map<String, Plain[]> arrays) {}

    record Pair<T>(T left, T right) {}

    private static void assertRefused(String json, Class<?> type, String problem) {
        assertThatThrownBy(() -> new JsonArgs(json).bind(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                            | args/metric: it is missing, and must be given
            {"metric":null}               | args/metric: it is missing, and must be given
            {"metric":"CPU"}              | args/metric: "CPU" does not fit; it must match [a-z]+
            {"metric":"a","above":-0.1}   | args/above: -0.1 is too small; it must be at least 0
            {"metric":"a","above":0.91}   | args/above: 0.91 is too large; it may be at most 0.9
            {"metric":"a","above":1e999}  | args/above: Infinity is too large; it may be at most 0.9
            {"metric":"a","count":0}      | args/count: 0 is too small; it must be at least 1
            {"metric":"a","count":10}     | args/count: 10 is too large; it may be at most 9
            {"metric":"a","large":9007199254740993}| args/large: 9007199254740993 is too large; it may be at most 9007199254740992
            """)
    void shouldRefuseWhatIsNotKeptTo(String json, String problem) {
        assertThat(PlainRecord.bind(json, Plain.class)).isEmpty();
        assertRefused(json, Plain.class, problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":\"a\"}",
                "{\"metric\":\"abc\",\"above\":0.9,\"count\":9,\"large\":9007199254740992}",
                "{\"metric\":\"a\",\"above\":0,\"count\":1}"
            })
    void shouldBindWhatIsKeptToBothWays(String json) {
        assertThat(PlainRecord.bind(json, Plain.class)).hasValue(new JacksonBinding(json).bind(Plain.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour":"red"}              | args/whole: it is missing, and must be given
            {"whole":1,"big":2}           | args/big: 2 is too large; it may be at most 1
            {"whole":1,"decimal":0.09}    | args/decimal: 0.09 is too small; it must be at least 0.1
            {"whole":1,"pairs":[{},{"right":{"metric":"a","count":11}}]} | args/pairs/1/right/count: 11 is too large; it may be at most 9
            {"whole":1,"arrays":{"x":[{"metric":"A"}]}} | args/arrays/x/0/metric: "A" does not fit; it must match [a-z]+
            """)
    void shouldRefuseItDeepWithinToo(String json, String problem) {
        assertRefused(json, Rich.class, problem);
    }

    @Test
    void shouldNameAMistypedArgumentBeforeTheOneThatIsMissing() {
        assertRefused(
                "{\"metrik\":\"a\"}",
                Plain.class,
                "args/metrik: there is no such argument; there are above, count, large, metric");
    }

    @Test
    void shouldBindWhatKeepsToItDeepWithin() {
        String json = "{\"whole\":1,\"big\":1,\"decimal\":0.1,\"pairs\":[{\"left\":{\"metric\":\"a\"}}]}";

        assertThat(new JsonArgs(json).bind(Rich.class).decimal()).isEqualTo(new BigDecimal("0.1"));
    }
}
