package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFileTest {
    private static final ModuleToLoad MODULE = new ModuleToLoad("threshold", "com.acme.Threshold", null);

    @TempDir
    private Path temp;

    private Path folder;
    private HostFile file;

    @BeforeEach
    void file() {
        folder = temp.resolve("hosts");
        file = new HostFile(folder.resolve("threshold.json"));
    }

    private void write(String token) throws IOException {
        file.write(new HostEntry("tcp://127.0.0.1:*", "tcp://127.0.0.1:40001", MODULE, token));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldSayWhatTheHostMustKnow() throws IOException {
        ModuleToLoad module = new ModuleToLoad("threshold", "com.acme.Threshold", Path.of("/opt/größe \"1\".jar"));
        file.write(new HostEntry("tcp://127.0.0.1:*", "tcp://127.0.0.1:40001", module, "secret"));

        assertThat(file.path()).hasContent("""
                {
                  "listen" : "tcp://127.0.0.1:*",
                  "remote" : "tcp://127.0.0.1:40001",
                  "module" : {
                    "name" : "threshold",
                    "class" : "com.acme.Threshold",
                    "path" : "/opt/größe \\"1\\".jar"
                  },
                  "token" : "secret"
                }""");
    }

    @Test
    void shouldLeaveOutWhatThereIsNot() throws IOException {
        write(null);

        assertThat(file.path()).hasContent("""
                {
                  "listen" : "tcp://127.0.0.1:*",
                  "remote" : "tcp://127.0.0.1:40001",
                  "module" : {
                    "name" : "threshold",
                    "class" : "com.acme.Threshold"
                  }
                }""");
    }

    @Test
    void shouldBeReadableForItsUserAlone() throws IOException {
        write("secret");

        assertThat(mode(file.path())).isEqualTo("rw-------");
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void shouldBeReadableForItsUserAloneWhereAllCouldReadTheOneBefore() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file.path(), "{}");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        write("secret");

        assertThat(mode(file.path())).isEqualTo("rw-------");
    }

    @Test
    void shouldReplaceTheFileAsAWhole() throws IOException {
        write("first");
        try (var before = Files.newInputStream(file.path())) {
            write("second");

            // Whoever has opened the one before still reads all of it.
            assertThat(new String(before.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"first\"");
        }
        assertThat(file.read("token")).contains("second");
    }

    @Test
    void shouldLeaveNothingElseInTheFolder() throws IOException {
        write("first");
        write("second");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void shouldLeaveNoTokenBehindWhenItCannotReplaceTheFile() throws IOException {
        Files.createDirectories(file.path().resolve("not-empty"));

        assertThatIOException().isThrownBy(() -> write("secret"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        write("secret");

        assertThat(file.read("token")).contains("secret");
        assertThat(file.read("remote")).contains("tcp://127.0.0.1:40001");
    }

    @Test
    void shouldReadNothingWhereThereIsNoFile() {
        assertThat(file.read("token")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "[\"token\"]",
                "\"token\"",
                "{}",
                "{\"token\":7}",
                "{\"token\":null}",
                "{\"token\":{\"token\":\"x\"}}",
                "{\"token\":\"x",
                "token=x"
            })
    void shouldReadNothingFromJunk(String junk) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file.path(), junk);

        assertThat(file.read("token")).isEmpty();
    }

    @Test
    void shouldReadNothingFromBytesThatAreNoText() throws IOException {
        Files.createDirectories(folder);
        Files.write(file.path(), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, (byte) 0x80});

        assertThat(file.read("token")).isEmpty();
    }

    @Test
    void shouldReadNothingFromAFileThatIsNestedWithoutEnd() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file.path(), "[".repeat(100_000));

        assertThat(file.read("token")).isEmpty();
    }

    @Test
    void shouldReadNothingFromAFolder() throws IOException {
        Files.createDirectories(file.path());

        assertThat(file.read("token")).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoSuchGroup() throws IOException {
        write("secret");

        assertThatIOException()
                .isThrownBy(() -> file.allow(null, "nosuchgroup"))
                .withMessageContaining("the host is to run as group \"nosuchgroup\": there is no");
    }
}
