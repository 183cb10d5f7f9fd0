package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAccessTest {
    private static final int ROOT = 0;
    private static final int SOMEBODY = 12_345;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = Files.createFile(folder.resolve("press.json"));
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** Root can give it away; for anybody else it is enough to be another user than its owner. */
    private void giveAway() throws IOException {
        if ((Integer) Files.getAttribute(file, "unix:uid") == ROOT) {
            Files.setAttribute(file, "unix:uid", 65_534);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, false, false",
        "r--------, false, false",
        "rw-r--r--, false, true",
        "rw-r-----, false, true",
        "rw--w----, true, true",
        "rw-rw-rw-, true, true"
    })
    void shouldSayWhoCanWriteAndRead(String mode, boolean forgeable, boolean open) throws IOException {
        mode(mode);
        FileAccess access = FileAccess.of(file);
        assertThat(access.forgeable().isPresent()).isEqualTo(forgeable);
        assertThat(access.isOpenToOthers()).isEqualTo(open);
    }

    @Test
    void shouldNotTrustWhatBelongsToAnotherUser() throws IOException {
        mode("rw-------");
        giveAway();
        assertThat(FileAccess.of(file, SOMEBODY, null).forgeable())
                .hasValue(file + " belongs to another user, who could change it; chown it to the user of this process, "
                        + "or run this as that user");
    }

    @Test
    void shouldTrustTheUserOfThisProcess() throws IOException {
        giveAway();
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        assertThat(FileAccess.of(file, owner, null).forgeable()).isEmpty();
    }

    /** They are root's, and a list beside the mode, which looks like the group's, lets the unit's user read. */
    @Test
    void shouldTrustSystemdWithItsCredentials() throws IOException {
        mode("r--r-----");
        giveAway();
        FileAccess access = FileAccess.of(file, SOMEBODY, folder.toString());
        assertThat(access.forgeable()).isEmpty();
        assertThat(access.isOpenToOthers()).isFalse();
    }
}
