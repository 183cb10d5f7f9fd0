package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BulkheadTest(RateLimiter.class)
class RateLimiterTest {
    private static Message[] of(String name, int count) {
        return Collections.nCopies(count, Message.of(Map.of("of", name), "1")).toArray(Message[]::new);
    }

    @Test
    void shouldLetThroughWhatTheRateAllows(ModuleUnderTest limiter) throws Exception {
        limiter.args("{ \"rate\": 2, \"burst\": 3, \"say\": false }").start();
        limiter.send(of("a", 5));
        assertThat(limiter.takePublished()).as("the burst").hasSize(3);

        limiter.clock().advance(Duration.ofMillis(500));
        limiter.send(of("a", 5));
        assertThat(limiter.takePublished()).as("half a second").hasSize(1);

        limiter.clock().advance(Duration.ofHours(1));
        limiter.send(of("a", 5));
        assertThat(limiter.takePublished())
                .as("no more than the burst, however long the pause")
                .hasSize(3);
    }

    @Test
    void shouldLoseNoPartOfATokenInSmallSteps(ModuleUnderTest limiter) throws Exception {
        limiter.args("{ \"rate\": 1, \"say\": false }").start();
        limiter.send(of("a", 1));
        limiter.takePublished();
        for (int i = 0; i < 100; i++) {
            limiter.send(of("a", 1));
            limiter.clock().advance(Duration.ofMillis(10));
        }
        limiter.send(of("a", 1));
        assertThat(limiter.takePublished()).hasSize(1);
    }

    @Test
    void shouldGiveEachValueARateOfItsOwn(ModuleUnderTest limiter) throws Exception {
        limiter.args("{ \"rate\": 1, \"key\": \"of\", \"say\": false }").start();
        limiter.send(of("babbler", 100));
        limiter.send(of("quiet", 1));
        assertThat(limiter.published())
                .extracting(message -> message.properties().get("of"))
                .containsExactly("babbler", "quiet");
    }

    @Test
    void shouldSayHowManyItHeldBack(ModuleUnderTest limiter) throws Exception {
        limiter.args("{ \"rate\": 1, \"key\": \"of\", \"report\": \"5s\" }").start();
        limiter.send(of("b", 4));
        limiter.send(of("a", 3));
        limiter.takePublished();

        limiter.clock().advance(Duration.ofSeconds(5));
        List<Message> told = limiter.takePublished();
        assertThat(told).extracting(Message::text).containsExactly("2", "3");
        assertThat(told.get(0).properties())
                .containsExactly(
                        entry("kind", "rate-limited"),
                        entry("of", "a"),
                        entry("unit", "messages"),
                        entry("at", "2026-01-31T08:15:05.000Z"));

        limiter.clock().advance(Duration.ofSeconds(10));
        assertThat(limiter.takePublished()).as("nothing was held back since").isEmpty();
    }

    @Test
    void shouldForgetTheValueThatWasQuietLongest(ModuleUnderTest limiter) throws Exception {
        limiter.args("{ \"rate\": 1, \"key\": \"of\", \"keys\": 2, \"say\": false }")
                .start();
        for (String name : List.of("a", "b", "a", "c", "a", "b")) {
            limiter.send(of(name, 1));
        }
        assertThat(limiter.published())
                .extracting(message -> message.properties().get("of"))
                .as("a is held back twice, b was forgotten")
                .containsExactly("a", "b", "c", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| args/rate: it is missing",
                "{ \"rate\": 0 }| args/rate: 0 is too small",
                "{ \"rate\": 1, \"burst\": 0 }| args/burst: 0 is too small",
                "{ \"rate\": 1, \"keys\": 0 }| args/keys: 0 is too small"
            })
    void shouldRefuseLimitsThatMakeNoSense(String args, String words, ModuleUnderTest limiter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limiter.args(args).start())
                .withMessageContaining(words);
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(RateLimiter.class);
        }

        @Override
        protected String args() {
            return "{ \"rate\": 0.001, \"burst\": 2, \"key\": \"of\", \"report\": \"200ms\" }";
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{}", "{ \"rate\": 0 }", "{ \"rate\": \"fast\" }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(of("a", 4));
        }

        @Override
        protected Duration takes() {
            return Duration.ofMillis(400);
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(essence(published)).isEqualTo(List.of(2L, 2L));
        }

        /** How often it says how much depends on the time. */
        @Override
        protected List<?> essence(List<Message> published) {
            long through = published.stream()
                    .filter(each ->
                            each.text().equals("1") && each.property("kind").isEmpty())
                    .count();
            long held = published.stream()
                    .filter(each -> each.property("kind").isPresent())
                    .mapToLong(each -> Long.parseLong(each.text()))
                    .sum();
            return List.of(through, held);
        }
    }
}
