package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("press.key");
    }

    private void write(String text, String mode) throws IOException {
        Files.writeString(path(), text);
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));
    }

    @Test
    void shouldKeepAPairForItsOwnerOnly() throws IOException {
        CurveKeys made = new KeyFile(path()).readOrCreate();

        assertThat(new KeyFile(path()).readOrCreate()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNeverReplaceAPair() throws IOException {
        CurveKeys made = new KeyFile(path()).create();

        assertThatIOException()
                .isThrownBy(() -> new KeyFile(path()).create())
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(new KeyFile(path()).read()).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void shouldRefuseAFileThatOthersHaveAccessTo(String mode) throws IOException {
        CurveKeys made = new KeyFile(path()).create();
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));

        assertThatIOException()
                .isThrownBy(() -> new KeyFile(path()).read())
                .withMessageContaining("chmod 600")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(made.secretKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public a\nsecret b\n", "secret rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7\n", "\u0000"})
    void shouldRefuseAFileWithoutAPairAndNotShowIt(String text) throws IOException {
        write(text, "rw-------");

        assertThatIOException()
                .isThrownBy(() -> new KeyFile(path()).read())
                .withMessage(path() + " is no file with a pair of keys, as ./bulkhead keys makes it");
    }

    @Test
    void shouldSayHowAMissingFileIsMade() {
        assertThatIOException()
                .isThrownBy(() -> new KeyFile(path()).read())
                .withMessage("there is no file " + path() + "; ./bulkhead keys " + path() + " makes it");
    }
}
