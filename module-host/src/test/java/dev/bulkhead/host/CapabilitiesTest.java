package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilitiesTest {
    private static final String IN_JAR = "META-INF/bulkhead/package.json";
    private static final String VALVE =
            "{\"package\":\"acme/valve\",\"version\":\"1.0.0\",\"api\":\"^1.2\",\"types\":[{\"name\":\"acme/valve\"}]}";
    private static final String ECHO =
            "{\"package\":\"acme/echo\",\"version\":\"1.0.0\",\"executable\":\"echo.py\",\"types\":[{\"name\":\"acme/echo\"}]}";

    @TempDir
    private Path folder;

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jar(String descriptor) throws IOException {
        return zip(Map.of(IN_JAR, bytes(descriptor), "com/acme/Valve.class", bytes("no class; nobody loads it")));
    }

    private Path file(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static void assertTells(Path place, String descriptor) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(Capabilities.of(place))).isEqualTo(mapper.readTree(descriptor));
    }

    private static void assertRefused(Path place, String text) {
        assertThatThrownBy(() -> Capabilities.of(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(text);
    }

    @Test
    void shouldTellWhatAJarOffers() throws IOException {
        assertTells(file("valve.jar", jar(VALVE)), VALVE);
    }

    @Test
    void shouldTellWhatAFolderOfJarsOffers() throws IOException {
        file("valve/valve.jar", jar(VALVE));
        file("valve/other.jar", zip(Map.of("a", bytes(""))));
        file("valve/lib/library.jar", jar(ECHO));

        assertTells(folder.resolve("valve"), VALVE);
    }

    @Test
    void shouldTellWhatAFolderOfClassesOffers() throws IOException {
        file("classes/" + IN_JAR, bytes(VALVE));

        assertTells(folder.resolve("classes"), VALVE);
    }

    @Test
    void shouldTellWhatAFolderWithAProgramOffersWithoutRunningIt() throws IOException {
        file("echo/package.json", bytes(ECHO));

        assertTells(folder.resolve("echo"), ECHO);
    }

    @Test
    void shouldTellWhatAZipOffers() throws IOException {
        assertTells(file("echo.zip", zip(Map.of("package.json", bytes(ECHO), "echo.py", bytes("")))), ECHO);
        assertTells(file("valve.zip", zip(Map.of("valve.jar", jar(VALVE), "lib/library.jar", jar(ECHO)))), VALVE);
    }

    @Test
    void shouldSayWhyThereIsNothingToTell() throws IOException {
        assertRefused(folder.resolve("nowhere"), "there is no " + folder.resolve("nowhere"));
        assertRefused(
                file("plain.jar", zip(Map.of("a", bytes("")))),
                "plain.jar is no package: there is neither a META-INF/");
        assertRefused(file("text", bytes("text")), "text is no package: it is neither a folder nor a jar or zip");
        assertRefused(file("bad.jar", jar("{")), "bad.jar: its descriptor is no JSON: ");
        assertRefused(file("less.jar", jar("{\"package\":\"acme/valve\"}")), "less.jar: the key \"version\"");
        assertRefused(file("huge.jar", jar(" ".repeat((1 << 20) + 1))), "has more than 1048576 bytes");
        file("two/a.jar", jar(VALVE));
        file("two/b.jar", jar(VALVE));
        assertRefused(folder.resolve("two"), "two has 2 jars with a META-INF/bulkhead/package.json; a package has one");
        file("broken/a.jar", bytes("junk"));
        assertRefused(folder.resolve("broken"), "a.jar is no jar: ");
    }

    @Test
    void shouldNameTheProgramToAsk() throws IOException {
        Path program = file("program", bytes("#!/bin/sh"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertRefused(program, "if it is a program, ask itself: " + program + " capabilities");
    }
}
