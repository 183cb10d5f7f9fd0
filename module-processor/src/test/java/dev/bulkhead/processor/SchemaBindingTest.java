package dev.bulkhead.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.bulkhead.host.load.DurationText;
import dev.bulkhead.host.load.JsonArgs;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema lets pass is bound, and what it refuses is not bound. */
class SchemaBindingTest {
    private static final String ARGS = """
            public record Args(
                String text, @Arg(pattern = "[a-z]+|-") String word, boolean flag, Boolean box, byte b, short s, int i, long l,
                Integer whole, float f, double d, java.math.BigInteger big, java.math.BigDecimal decimal, char c,
                java.time.Duration time, java.nio.file.Path path, java.net.URI uri, java.util.UUID id, Colour colour,
                java.util.List<String> texts, java.util.Set<Integer> set, int[] array,
                java.util.Map<String, java.util.List<Double>> map, Inner inner, Pair<Inner> pair,
                @Arg(min = 0.5, max = 1e300) Double near, @Arg(min = 0.5, max = 9.5) Integer digit) {}
            public enum Colour { RED, DarkBlue }
            public record Inner(@Arg(required = true, max = 1) Double x) {}
            public record Pair<T>(T left, T right) {}
            """;

    @TempDir
    private static Path out;

    private static URLClassLoader classes;
    private static Class<?> args;
    private static Schema schema;

    @BeforeAll
    static void compile() throws Exception {
        String descriptor = new Compilation(out)
                .module("@ModuleType(value = \"acme/a\", args = A.Args.class) public class A", ARGS)
                .descriptor();
        JsonNode node = new ObjectMapper().readTree(descriptor).at("/types/0/args");
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(node.toString(), InputFormat.JSON);
        classes = new URLClassLoader(new URL[] {out.toUri().toURL()}, SchemaBindingTest.class.getClassLoader());
        args = classes.loadClass("com.acme.A$Args");
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    private static boolean isBound(String json) {
        try {
            return args.isInstance(new JsonArgs(json).bind(args));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"ä\",\"word\":\"-\",\"flag\":true,\"box\":false}",
                "{\"b\":-128,\"s\":32767,\"i\":-2147483648,\"l\":9223372036854775807,\"whole\":0}",
                "{\"f\":1,\"d\":-1.5e-7,\"big\":123456789012345678901234567890,\"decimal\":0.1,\"c\":\"x\"}",
                "{\"time\":\"250ms\",\"path\":\"/var/lib\",\"uri\":\"http://a/b\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\"}",
                "{\"colour\":\"RED\"}",
                "{\"colour\":\"red\"}",
                "{\"colour\":\"darkblue\"}",
                "{\"texts\":[],\"set\":[1,1],\"array\":[1,-1],\"map\":{\"\":[0.5,1]}}",
                "{\"inner\":{\"x\":1},\"pair\":{\"left\":{\"x\":-3}}}",
                "{\"near\":0.5,\"digit\":9}"
            })
    void shouldLetPassWhatIsBound(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(isBound(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"txet\":\"\"}",
                "{\"text\":1}",
                "{\"word\":\"a b\"}",
                "{\"word\":\"-a\"}",
                "{\"flag\":\"true\"}",
                "{\"b\":256}",
                "{\"s\":40000}",
                "{\"i\":2147483648}",
                "{\"l\":9223372036854775808}",
                "{\"whole\":1.5}",
                "{\"whole\":\"1\"}",
                "{\"d\":\"1\"}",
                "{\"big\":0.5}",
                "{\"decimal\":\"1\"}",
                "{\"c\":\"xy\"}",
                "{\"c\":\"\uD83D\uDE00\"}",
                "{\"time\":5}",
                "{\"time\":\"1.5s\"}",
                "{\"time\":\"1000000000s\"}",
                "{\"path\":\"no:uri\"}",
                "{\"path\":1}",
                "{\"id\":\"1\"}",
                "{\"colour\":\"green\"}",
                "{\"texts\":\"a\"}",
                "{\"texts\":[1]}",
                "{\"set\":[0.5]}",
                "{\"array\":[\"1\"]}",
                "{\"map\":{\"a\":1}}",
                "{\"inner\":{}}",
                "{\"inner\":{\"x\":1.5}}",
                "{\"inner\":{\"y\":1}}",
                "{\"pair\":{\"right\":{}}}",
                "{\"near\":0.4}",
                "{\"digit\":0}",
                "{\"digit\":10}"
            })
    void shouldRefuseWhatIsNotBound(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isNotEmpty();
        assertThat(isBound(json)).isFalse();
    }

    @Test
    void shouldKnowWhatADurationLooksLike() {
        assertThat(ValueSchema.DURATION).isEqualTo("^" + DurationText.PATTERN + "$");
    }
}
