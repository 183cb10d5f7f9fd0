package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSourceTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLeaveOutWhatIsReservedForRoot() {
        assertThat(DiskSource.usedRatio(100, 60, 40)).isEqualTo(0.5);
    }

    @Test
    void shouldBeFullWhenNothingIsToBeHad() {
        assertThat(DiskSource.usedRatio(100, 5, 0)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAFileSystemWithoutSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiskSource.usedRatio(0, 0, 0))
                .withMessage("the file system has no size");
    }

    @Test
    void shouldFailForAPathThatDoesNotExist() {
        String missing = folder.resolve("missing").toString();

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> new DiskSource(missing).read());
    }
}
