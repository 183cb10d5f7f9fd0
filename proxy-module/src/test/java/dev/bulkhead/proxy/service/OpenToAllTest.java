package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenToAllTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameTheFileThatIsClosed() throws IOException {
        Path jar = Files.createFile(
                folder.resolve("acme.jar"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        assertThatThrownBy(() -> OpenToAll.require(List.of(jar)))
                .hasMessageContaining(
                        "cannot read " + jar + ": " + jar.toRealPath() + " is closed to others; open it (chmod o+r)");
    }

    @Test
    void shouldNameTheFolderThatIsClosed() throws IOException {
        Path jar = Files.createFile(folder.resolve("acme.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> OpenToAll.require(List.of(jar)))
                .hasMessageContaining(folder.toRealPath() + " is closed to others; open it (chmod o+x)");
    }

    @Test
    void shouldSayWhenThereIsNoSuchFile() {
        assertThatThrownBy(() -> OpenToAll.require(List.of(folder.resolve("nowhere.jar"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.jar");
    }
}
