package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class KeyFileFuzzTest {
    @FuzzTest
    void shouldReadAPairOrSayNothingOfTheContent(byte[] bytes) throws IOException {
        Path file = Files.createTempFile(
                "keys", ".key", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(file, bytes);
            CurveKeys keys = new KeyFile(file).read();
            assertThat(CurveKeys.isKey(keys.publicKey())).isTrue();
            assertThat(CurveKeys.isKey(keys.secretKey())).isTrue();
        } catch (IOException e) {
            assertThat(e).hasMessage(file + " is no file with a pair of keys, as ./bulkhead keys makes it");
        } finally {
            Files.delete(file);
        }
    }
}
