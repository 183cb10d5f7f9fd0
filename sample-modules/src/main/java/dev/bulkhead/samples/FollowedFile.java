package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A file that is open, and is looked at under its path now and then. Not thread-safe. */
final class FollowedFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final String key;

    /**
     * Where somebody was in a file.
     *
     * @param key tells the file from another of that path
     * @param position how many bytes lie behind
     */
    record Place(String key, long position) {
        private static final String VERSION = "1";

        byte[] toBytes() {
            return (VERSION + "\n" + position + "\n" + key).getBytes(UTF_8);
        }

        static Place of(byte[] state) {
            String[] lines = new String(state, UTF_8).split("\n", 3);
            if (lines.length != 3 || !lines[0].equals(VERSION)) {
                throw new IllegalArgumentException("the state is none of a file-tail, or of a later version");
            }
            return new Place(lines[2], Long.parseLong(lines[1]));
        }
    }

    private FollowedFile(Path path, FileChannel channel, String key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens a file.
     *
     * @param left where somebody was, in this file or another; null if nowhere
     * @param atEnd whether to begin at the end, where nobody was anywhere
     */
    static FollowedFile open(Path path, @Nullable Place left, boolean atEnd) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            FollowedFile file = new FollowedFile(path, channel, keyOf(path));
            if (left == null) {
                file.moveTo(atEnd ? channel.size() : 0);
            } else {
                boolean same = left.key().equals(file.key) && left.position() <= channel.size();
                file.moveTo(same ? left.position() : 0);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String keyOf(Path path) throws IOException {
        return String.valueOf(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    void moveTo(long position) throws IOException {
        channel.position(position);
    }

    /** Reads on. {@return the number of bytes; -1 at the end} */
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /**
     * {@return the place}
     *
     * @param unread how many bytes that were read are not to count
     */
    Place place(long unread) {
        try {
            return new Place(key, channel.position() - unread);
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell the position in " + path, e);
        }
    }

    /** {@return whether another file has its path now} */
    boolean isReplaced() throws IOException {
        try {
            return !keyOf(path).equals(key);
        } catch (NoSuchFileException e) {
            return false; // moved away; its writer may still be at it, until there is another
        }
    }

    boolean isTruncated() throws IOException {
        return channel.size() < channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
