package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.bulkhead.gateway.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loader, JSON Schema and reference say the same, because the first is what the other two are made from. */
class ConfigurationReferenceTest {
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper().configure(JsonParser.Feature.ALLOW_COMMENTS, true);

    @Test
    void shouldHaveASchemaThatSaysWhatTheLoaderTakes() throws IOException {
        Golden.assertSame(ROOT.resolve("gateway.schema.json"), SchemaWriter.write());
    }

    @Test
    void shouldHaveAReferenceThatSaysWhatTheLoaderTakes() throws IOException {
        Path reference = ROOT.resolve("docs/configuration.md");
        Golden.assertSame(reference, ReferenceWriter.fillIn(Files.readString(reference)));
    }

    private static List<Error> errors(JsonNode configuration) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(ROOT.resolve("gateway.schema.json")));
        return schema.validate(configuration.toString(), InputFormat.JSON);
    }

    @Test
    void shouldFindNothingWrongWithTheShippedConfiguration() throws IOException {
        assertThat(errors(JSON.readTree(ROOT.resolve("gateway.json").toFile()))).isEmpty();
    }

    @Test
    void shouldTakePlaceholdersForWhatIsInThem() throws IOException {
        assertThat(errors(JSON.readTree("""
                { "gateway": { "maxMessage": "${env:MAX}" },
                  "modules": [ { "name": "log", "class": "a.B", "activation": "${env:WHERE}" } ],
                  "links": [ { "source": "*", "sink": "log", "overflow": "${file:overflow.txt}" } ] }"""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-keys", "wrong-types", "no-modules", "array", "out-of-range", "activations"})
    void shouldFindInAnEditorWhatTheCheckFinds(String name) throws IOException {
        assertThat(errors(JSON.readTree(
                        Path.of("src/test/resources/check", name + ".json").toFile())))
                .isNotEmpty();
    }
}
