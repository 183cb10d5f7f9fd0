package dev.bulkhead.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that should be small, and stops where it is not: a device has no end, and a wrong name may be that of a large file. */
final class SmallFile {
    private SmallFile() {}

    /** A file has more bytes than it may; the text says how many that are. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(int most) {
            super("has more than " + (most >> 20) + " MiB, which is the most that is read");
        }
    }

    /**
     * {@return the text in a file}
     *
     * @param most how many bytes it may have
     * @throws TooLargeException if it has more
     * @throws CharacterCodingException if it is not UTF-8
     * @throws IOException if it cannot be read
     */
    static String read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new TooLargeException(most);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}
