package dev.bulkhead.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("gateway.json"), "{}\n");
    }

    @Test
    void shouldWriteAndKeepTheMode() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        ConfigFile config = ConfigFile.of(file, Files.readString(file));
        config.write("{ \"ä\": 1 }\n");
        config.write("{ \"ä\": 2 }\n");

        assertThat(file).hasContent("{ \"ä\": 2 }\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldRefuseAFileThatWasChangedSince() throws IOException {
        ConfigFile config = ConfigFile.of(file, Files.readString(file));
        Files.writeString(file, "{ }\n");

        assertThatIOException()
                .isThrownBy(() -> config.write("{}\n"))
                .withMessage(
                        file + " was changed since it was loaded; apply it, or put back what was there, and then write "
                                + "the running configuration");
        assertThat(file).hasContent("{ }\n");
    }

    @Test
    void shouldWriteWhereASymbolicLinkLeads() throws IOException {
        Path real =
                Files.move(file, Files.createDirectory(folder.resolve("real")).resolve("g.json"));
        Files.createSymbolicLink(file, real);
        ConfigFile.of(file, Files.readString(file)).write("{ }\n");

        assertThat(file).isSymbolicLink();
        assertThat(real).hasContent("{ }\n");
    }
}
