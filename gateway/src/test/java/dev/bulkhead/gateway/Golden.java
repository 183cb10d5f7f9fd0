package dev.bulkhead.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that must say what the code says. */
public final class Golden {
    private static final boolean UPDATE = Boolean.getBoolean("bulkhead.update");

    private Golden() {}

    /** Fails unless the file has this content; with {@code -Dbulkhead.update=true} writes it instead. */
    public static void assertSame(Path file, String content) throws IOException {
        if (UPDATE) {
            Files.writeString(file, content);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s; if the code is right, write it anew with: mvn test -pl gateway -am -Dbulkhead.update=true",
                        file)
                .isEqualTo(content);
    }
}
