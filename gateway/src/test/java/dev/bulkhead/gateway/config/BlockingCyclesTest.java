package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links are written {@code a>b}; one that drops, {@code a~b}. */
class BlockingCyclesTest {
    private static final Pattern WAY = Pattern.compile("the links (.*) \\((.*)\\) make a cycle");

    private static List<String> cycles(String modules, String links) {
        List<LinkReader.Placed> placed = new ArrayList<>();
        for (String link : links.split(" ", -1)) {
            int at = Math.max(link.indexOf('>'), link.indexOf('~'));
            LinkSpec spec = new LinkSpec(
                    link.substring(0, at),
                    link.substring(at + 1),
                    Map.of(),
                    link.charAt(at) == '>' ? Overflow.BLOCK : Overflow.DROP_OLDEST,
                    1,
                    Duration.ZERO);
            placed.add(new LinkReader.Placed(spec, new Node.Place(placed.size() + 1, 1, "/links/" + placed.size())));
        }
        List<String> names = Arrays.asList(modules.split(" ", -1));
        Problems problems = new Problems("gateway.json");
        new BlockingCycles(names, placed, problems).report(names);
        return problems.asException().problems().stream()
                .map(ConfigProblem::text)
                .map(BlockingCyclesTest::way)
                .toList();
    }

    private static String way(String text) {
        Matcher way = WAY.matcher(text);
        assertThat(way.find()).isTrue();
        return way.group(1) + ": " + way.group(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a>b b>c c>d",
                "a>b a>c b>d c>d",
                "a>b a>b",
                "a>b b~a",
                "a~b b>a",
                "a>b b>c c~a",
                "*>d",
                "a>b b>c *>d",
                "*~d d>a"
            })
    void shouldFindNothingWhereSomebodyCanAlwaysGoOn(String links) {
        assertThat(cycles("a b c d", links)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a>b b>a,               'a -> b -> a: /links/0, /links/1'",
        "b>a a>b,               'a -> b -> a: /links/1, /links/0'",
        "a>b b>c c>a,           'a -> b -> c -> a: /links/0, /links/1, /links/2'",
        "d>a a>b b>a,           'a -> b -> a: /links/1, /links/2'",
        // Of two links of which one drops, the other still blocks.
        "a>b a~b b>a,           'a -> b -> a: /links/0, /links/2'",
        // A source * stands for each module but the sink.
        "*>d d>b,               'b -> d -> b: /links/0, /links/1'",
        "*>c *>d,               'c -> d -> c: /links/1, /links/0'"
    })
    void shouldFindACycleInWhichAllCanBlock(String links, String cycle) {
        assertThat(cycles("a b c d", links)).containsExactly(cycle);
    }

    @ParameterizedTest
    @CsvSource({
        "a>b b>c c>a b>a,       'a -> b -> a: /links/0, /links/3'",
        "a>b b>c c>d d>a c>a,   'a -> b -> c -> a: /links/0, /links/1, /links/4'"
    })
    void shouldFindTheShortestWayRound(String links, String cycle) {
        assertThat(cycles("a b c d", links)).startsWith(cycle);
    }

    @ParameterizedTest
    @CsvSource({
        "a>b b>a c>d d>c,       'a -> b -> a: /links/0, /links/1', 'c -> d -> c: /links/2, /links/3'",
        // They have a module in common, and still each must be mended.
        "a>b b>a b>c c>b,       'a -> b -> a: /links/0, /links/1', 'c -> b -> c: /links/3, /links/2'"
    })
    void shouldFindACycleForEveryModuleThatIsInOne(String links, String first, String second) {
        assertThat(cycles("a b c d", links)).containsExactlyInAnyOrder(first, second);
    }
}
