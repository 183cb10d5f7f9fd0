package dev.bulkhead.gateway.packages.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.packages.JarDescriptor;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that somebody hands out as a package, or as its signature or key. */
class SourceFuzzTest {
    private interface Reading {
        Object of(Path file) throws PackageException, IOException;
    }

    @FuzzTest
    void shouldReadAFileOrRefuseIt(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".jar");
        try {
            Files.write(file, bytes);
            tried(JarDescriptor::read, file);
            tried(ZipModes::read, file);
            tried(Minisign::read, file);
            tried(each -> PublicKey.of(each.toString(), each.resolveSibling("")), file);
        } finally {
            Files.delete(file);
        }
    }

    private static void tried(Reading reading, Path file) {
        try {
            assertThat(reading.of(file)).isNotNull();
        } catch (PackageException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            // The disk's own words; nothing is read then.
            assertThat(e).isNotNull();
        }
    }
}
