package dev.bulkhead.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the API with the one that was released last: modules that were built for that must go on, or the version must tell. */
class ApiCompatibilityTest {
    private static final Path RELEASED = Path.of("src/test/resources/dev/bulkhead/api/released/api.jar");
    private static final String VALVE = "package acme; public interface Valve { void open(); %s }";

    @TempDir
    private Path folder;

    private Path jar(String name, Map<String, byte[]> classes) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : new TreeMap<>(classes).entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setLastModifiedTime(FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
                entries.putNextEntry(entry);
                entries.write(each.getValue());
            }
        }
        return jar;
    }

    private static Map<String, byte[]> classesIn(Path classes) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (var files = Files.walk(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                found.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return found;
    }

    private Path present() throws Exception {
        Path classes = Path.of(
                Module.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.isDirectory(classes) ? jar("present.jar", classesIn(classes)) : classes;
    }

    private static String releasedVersion() throws Exception {
        URL[] jar = {RELEASED.toUri().toURL()};
        try (URLClassLoader classes = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            return String.valueOf(
                    classes.loadClass(Api.class.getName()).getField("VERSION").get(null));
        }
    }

    @Test
    void shouldHaveAVersionThatTellsWhatHasChangedSinceTheLastRelease() throws Exception {
        Path present = present();
        if (Boolean.getBoolean("bulkhead.released")) {
            Files.write(RELEASED, Files.readAllBytes(present));
        }
        ApiChange change = ApiChange.between(RELEASED, present);

        assertThat(change.isMadeBy(releasedVersion(), Api.VERSION))
                .as(
                        "Api.VERSION %s is for a %s change of %s, as there is: %s. Raise it, or take the change back; "
                                + "CONTRIBUTING.md says what is stored",
                        Api.VERSION, change, releasedVersion(), ApiChange.describe(RELEASED, present))
                .isTrue();
    }

    private Path valve(String name, String more) throws Exception {
        Path out = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(out.resolve("Valve.java"), VALVE.formatted(more));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", out.toString(), source.toString());
        assertThat(status).isZero();
        return jar(name + ".jar", classesIn(out));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int LIMIT = 1;       | int LIMIT = 1;                | NONE
            int LIMIT = 1;       | int LIMIT = 1; int MORE = 2;  | MINOR
            int LIMIT = 1;       | int LIMIT = 1; class More { } | MINOR
            int LIMIT = 1;       | default void close() { } int LIMIT = 1; | MINOR
            int LIMIT = 1;       | void close(); int LIMIT = 1;  | MAJOR
            int LIMIT = 1;       | long LIMIT = 1;               | MAJOR
            int size();          | long size();                  | MAJOR
            void close();        | void shut();                  | MAJOR
            class More { }       | class Less { }                | MAJOR
            """)
    void shouldTellWhatAChangeAsksFor(String before, String after, ApiChange change) throws Exception {
        assertThat(ApiChange.between(valve("before", before), valve("after", after)))
                .isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 1.1.0, 1.1.0, true",
        "NONE, 1.1.0, 1.1.1, true",
        "NONE, 1.1.0, 1.0.9, false",
        "MINOR, 1.1.0, 1.1.1, false",
        "MINOR, 1.1.9, 1.2.0, true",
        "MINOR, 1.1.0, 2.0.0, true",
        "MINOR, 2.0.0, 1.9.0, false",
        "MAJOR, 1.1.0, 1.9.0, false",
        "MAJOR, 1.9.0, 2.0.0, true"
    })
    void shouldDemandThatTheVersionTellsIt(ApiChange change, String before, String after, boolean enough) {
        assertThat(change.isMadeBy(before, after)).isEqualTo(enough);
    }
}
