package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class paths of what users run. */
class ClassPathTest {
    private static final Path LIB = Path.of(System.getProperty("bulkhead.lib"));

    private static List<String> classPath(String jar) throws IOException {
        try (JarFile file = new JarFile(LIB.resolve(jar).toFile())) {
            String value = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Arrays.asList(value.split(" "));
        }
    }

    /** Behind it, JeroMQ would use its own signaler, which spins, and its own decoder, which trusts everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway.jar", "module-host.jar"})
    void shouldHaveTheWireBeforeJeroMq(String jar) throws IOException {
        assertThat(classPath(jar)).containsSubsequence("wire.jar", "jeromq.jar");
    }

    /** Modules come with libraries of their own, which must not meet Bulkhead's. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway.jar", "module-host.jar"})
    void shouldHaveNoModulesAndNoneOfTheirLibraries(String jar) throws IOException {
        assertThat(classPath(jar)).doesNotContain("sample-modules.jar", "jsonata.jar", "fastcsv.jar");
    }

    @Test
    void shouldHaveTheSamplesWithTheirLibrariesInOneJar() throws IOException {
        try (JarFile samples =
                new JarFile(LIB.resolve("samples/sample-modules.jar").toFile())) {
            assertThat(samples.getEntry("dev/bulkhead/samples/JsonTransform.class"))
                    .isNotNull();
            assertThat(samples.getEntry("com/dashjoin/jsonata/Jsonata.class")).isNotNull();
            assertThat(samples.getEntry("de/siegmar/fastcsv/reader/CsvReader.class"))
                    .isNotNull();
            assertThat(samples.getEntry("META-INF/NOTICE")).isNotNull();
            assertThat(samples.stream().filter(entry -> entry.getName().startsWith("dev/bulkhead/api/")))
                    .isEmpty();
        }
    }

    @Test
    void shouldHaveADockerfileWithAllThatAHostNeeds() throws IOException {
        String dockerfile = Files.readString(BulkheadProcess.ROOT.resolve("module-host/Dockerfile"));
        List<String> needed = new ArrayList<>(classPath("module-host.jar"));
        needed.add("module-host.jar");
        Set<String> copied = Pattern.compile("[a-z0-9-]+\\.jar(?= )")
                .matcher(dockerfile.substring(dockerfile.indexOf("COPY")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(copied).containsExactlyInAnyOrderElementsOf(needed);
    }
}
