package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenToHostTest {
    private static final String WHO = "user \"edge\"";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() throws IOException {
        open(folder);
        file = Files.writeString(
                open(Files.createDirectory(folder.resolve("data"))).resolve("a b.json"), "{}");
        open(file);
    }

    private static Path open(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void close(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    }

    /** Nothing is closed to root, so it asks as somebody else. */
    private static List<String> prefix() throws IOException {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        return root ? new Identity("1345678901", null).command() : List.of();
    }

    private void assertClosed(Path place, String remedy) throws IOException {
        List<String> prefix = prefix();
        try {
            assertThatIOException()
                    .isThrownBy(() -> OpenToHost.require(WHO, prefix, List.of(file)))
                    .withMessageContaining("the host, which is to be " + WHO + ", cannot read " + file + ": "
                            + place.toRealPath() + " is closed to it; open it (" + remedy + ")");
        } finally {
            open(place);
        }
    }

    @Test
    void shouldBeContentWithWhatIsOpen() {
        assertThatCode(() -> OpenToHost.require(WHO, prefix(), List.of(file, folder.resolve("nowhere.jar"))))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheFolderThatIsClosed() throws IOException {
        close(folder.resolve("data"));
        assertClosed(folder.resolve("data"), "chmod o+x");
    }

    @Test
    void shouldNameTheFileThatIsClosed() throws IOException {
        close(file);
        assertClosed(file, "chmod o+r");
    }

    @Test
    void shouldSayWhyItCannotBecomeTheUser() {
        assertThatIOException()
                .isThrownBy(() -> OpenToHost.require(WHO, List.of("false"), List.of(file)))
                .withMessageContaining("the host cannot be " + WHO);
    }
}
