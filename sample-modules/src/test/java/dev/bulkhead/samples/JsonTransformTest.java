package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BulkheadTest(JsonTransform.class)
class JsonTransformTest {
    private static JsonTransform.Args args(String expression) {
        return new JsonTransform.Args(expression, null, null, null, null);
    }

    private static Message json(String content) {
        return Message.of(Map.of("kind", "reading", "of", "oven"), content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ 'c': $round((f - 32) / 1.8, 1) }| { \"f\": 212 }| {\"c\":100}",
                "values[$ > 2]| { \"values\": [1, 2, 3, 4] }| [3,4]",
                "'warm: ' & t| { \"t\": 20.5 }| warm: 20.5",
                "t| { \"t\": 20.5 }| 20.5",
                "$properties.of| {}| oven",
                "{ 'is': null }| {}| {\"is\":null}",
                "$sum(lines.price)| { \"lines\": [ { \"price\": 1.5 }, { \"price\": 2 } ] }| 3.5"
            })
    void shouldPublishWhatTheExpressionMakes(
            String expression, String content, String result, ModuleUnderTest transform) throws Exception {
        transform.args(args(expression)).start();
        transform.send(json(content));

        assertThat(transform.published()).extracting(Message::text).containsExactly(result);
        assertThat(transform.published().get(0).properties()).isEqualTo(json("").properties());
    }

    @Test
    void shouldPublishNothingWhereThereIsNoResult(ModuleUnderTest transform) throws Exception {
        transform.args(args("value > 0.9 ? $")).start();
        transform.send(json("{ \"value\": 0.5 }"), json("{ \"value\": 0.95 }"));

        assertThat(transform.published()).extracting(Message::text).containsExactly("{\"value\":0.95}");
    }

    @Test
    void shouldMakeAMessageOfEachElementWhenItIsToSplit(ModuleUnderTest transform) throws Exception {
        transform.args(new JsonTransform.Args("rows", true, null, null, null)).start();
        transform.send(json("{ \"rows\": [ { \"n\": 1 }, 2, \"three\", null ] }"));

        assertThat(transform.published()).extracting(Message::text).containsExactly("{\"n\":1}", "2", "three");
    }

    @Test
    void shouldRefuseContentThatIsNoJson(ModuleUnderTest transform) throws Exception {
        transform.args(args("$")).start();
        transform.send(json("{ \"f\": "), json("1"));

        assertThat(transform.failures())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageStartingWith("the content is no JSON: "));
        assertThat(transform.published()).hasSize(1);
    }

    @Test
    void shouldPassOnWhatItCannotTransformIfAsked(ModuleUnderTest transform) throws Exception {
        transform
                .args(new JsonTransform.Args("$uppercase(n)", null, "pass", null, null))
                .start();
        transform.send(json("{ \"n\": 1 }"));

        Message passed = transform.published().get(0);
        assertThat(passed.text()).isEqualTo("{ \"n\": 1 }");
        assertThat(passed.property("error").orElse("")).contains("uppercase");
    }

    @Test
    void shouldEndAnExpressionThatRunsAway(ModuleUnderTest transform) throws Exception {
        transform
                .args(new JsonTransform.Args(
                        "($f := function() { $f() }; $f())", null, null, Duration.ofMillis(50), null))
                .start();
        transform.send(json("1"));

        assertThat(transform.failures()).hasSize(1);
    }

    @Test
    void shouldEndAnExpressionThatGoesTooDeep(ModuleUnderTest transform) throws Exception {
        transform
                .args(args("($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(1000000))"))
                .start();
        transform.send(json("1"));

        assertThat(transform.failures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void shouldBearContentThatIsNestedDeeply(int depth, ModuleUnderTest transform) throws Exception {
        transform.args(new JsonTransform.Args("$", null, "pass", null, null)).start();
        transform.send(json("[".repeat(depth) + "]".repeat(depth)), json("2"));

        assertThat(transform.published()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| args/expression: it is missing",
                "{ \"expression\": \"(1 + \" }| expression: at character ",
                "{ \"expression\": \"$\", \"onError\": \"ignore\" }| it must match fail",
                "{ \"expression\": \"$\", \"time\": \"2h\" }| time is 7200000 ms; allowed are 1 ms to 60000 ms",
                "{ \"expression\": \"$\", \"depth\": 1 }| args/depth: 1 is too small"
            })
    void shouldRefuseWhatItCannotRunWith(String args, String words, ModuleUnderTest transform) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transform.args(args).start())
                .withMessageContaining(words);
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(JsonTransform.class);
        }

        @Override
        protected String args() {
            return "{ \"expression\": \"n ? { 'twice': n * 2 }\" }";
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{ \"expression\": \"(\" }", "{}", "{ \"expresion\": \"$\" }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(
                    JsonTransformTest.json("{ \"n\": 21 }"),
                    JsonTransformTest.json("{}"),
                    JsonTransformTest.json("{ \"n\": 1.5 }"));
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).extracting(Message::text).containsExactly("{\"twice\":42}", "{\"twice\":3}");
        }
    }
}
