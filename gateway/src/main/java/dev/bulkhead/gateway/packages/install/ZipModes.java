package dev.bulkhead.gateway.packages.install;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The modes of files that Unix notes in a zip, which Java does not tell: which are links, and which may be run. */
final class ZipModes {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int UNIX = 3;

    private ZipModes() {}

    /** {@return the modes by name, of a zip whose table of contents is known to be small} */
    static Map<String, Integer> read(Path zip) throws IOException {
        Map<String, Integer> modes = new HashMap<>();
        ByteBuffer table = table(zip);
        int at = 0;
        while (at + ENTRY_BYTES <= table.limit() && table.getInt(at) == ENTRY) {
            int name = Short.toUnsignedInt(table.getShort(at + 28));
            int rest = Short.toUnsignedInt(table.getShort(at + 30)) + Short.toUnsignedInt(table.getShort(at + 32));
            int next = at + ENTRY_BYTES + name + rest;
            if (next > table.limit()) {
                break;
            }
            if (table.get(at + 5) == UNIX) {
                byte[] text = new byte[name];
                table.get(at + ENTRY_BYTES, text);
                modes.put(new String(text, StandardCharsets.UTF_8), table.getInt(at + 38) >>> 16);
            }
            at = next;
        }
        return modes;
    }

    private static ByteBuffer table(Path zip) throws IOException {
        try (FileChannel channel = FileChannel.open(zip)) {
            long size = channel.size();
            int length = (int) Math.min(size, END_BYTES + 0xFFFF);
            ByteBuffer end = read(channel, size - length, length);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (end.getInt(at) == END) {
                    long bytes = Integer.toUnsignedLong(end.getInt(at + 12));
                    long begin = size - length + at - bytes;
                    if (begin >= 0) {
                        return read(channel, begin, (int) bytes);
                    }
                }
            }
            return ByteBuffer.allocate(0);
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // on
        }
        return bytes.flip();
    }
}
