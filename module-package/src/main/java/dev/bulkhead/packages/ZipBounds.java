package dev.bulkhead.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Looks at the end of a zip before anybody opens it: Java reads the whole table of contents into memory. */
public final class ZipBounds {
    /** The largest table of contents that is read, in bytes; some fifty thousand files. */
    public static final int MAX_CONTENTS = 8 << 20;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int AT_SIZE = 12;
    private static final int AT_COMMENT = 20;

    private ZipBounds() {}

    /**
     * Makes sure that a file is a zip whose table of contents is of a bearable size.
     *
     * @throws PackageException if it is not
     * @throws IOException if it cannot be read
     */
    public static void require(Path file) throws PackageException, IOException {
        ByteBuffer end = end(file);
        for (int at = end.limit() - END_BYTES; at >= 0; at--) {
            if (end.getInt(at) == END
                    && Short.toUnsignedInt(end.getShort(at + AT_COMMENT)) == end.limit() - at - END_BYTES) {
                long contents = Integer.toUnsignedLong(end.getInt(at + AT_SIZE));
                if (contents > MAX_CONTENTS) {
                    throw new PackageException(file + ": its table of contents has " + contents
                            + " bytes, more than the " + MAX_CONTENTS + " that are read");
                }
                return;
            }
        }
        throw new PackageException(file + " is no jar or zip: it has no table of contents");
    }

    private static ByteBuffer end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            int length = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
            ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes, size - length + bytes.position()) >= 0) {
                // on
            }
            return bytes.flip();
        }
    }
}
