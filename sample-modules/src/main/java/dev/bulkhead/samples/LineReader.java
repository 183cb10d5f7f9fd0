package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Cuts bytes into lines. Keeps what belongs to a line that is not complete. Not thread-safe. */
final class LineReader {
    /** The most that is read in one go, so that the module comes to other work too. */
    private static final int MOST_AT_ONCE = 16 << 20;

    private static final int CHUNK = 1 << 16;

    private final int maxLine;
    private final byte[] bytes;
    private int begin;
    private int end;
    /** Whether the rest of a line that was cut is still to come. */
    private boolean skipping;

    /** Takes a line. */
    interface Sink {
        /** {@return whether it was taken; else it comes again} */
        boolean line(byte[] bytes, int offset, int length, boolean cut);
    }

    LineReader(int maxLine) {
        this.maxLine = maxLine;
        bytes = new byte[maxLine + CHUNK];
    }

    void clear() {
        begin = 0;
        end = 0;
        skipping = false;
    }

    /** {@return how many bytes were read that no line has been made of} */
    int unread() {
        return end - begin;
    }

    /**
     * Reads what there is.
     *
     * @return whether everything was read, and every line was taken
     */
    boolean read(FollowedFile file, Sink sink) throws IOException {
        for (long read = 0; read < MOST_AT_ONCE; ) {
            if (!handOut(sink)) {
                return false;
            }
            System.arraycopy(bytes, begin, bytes, 0, end - begin);
            end -= begin;
            begin = 0;
            int count = file.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
            if (count < 0) {
                return true;
            }
            end += count;
            read += count;
        }
        return false;
    }

    private boolean handOut(Sink sink) {
        while (true) {
            int newline = indexOfNewline();
            // One more, for what may be the carriage return before a newline.
            if (newline < 0 && end - begin <= maxLine + 1) {
                return true;
            }
            int lineEnd = newline < 0 ? end : withoutReturn(newline);
            boolean cut = lineEnd - begin > maxLine;
            int length = cut ? wholeCharacters() : lineEnd - begin;
            if (!skipping && !sink.line(bytes, begin, length, cut)) {
                return false;
            }
            begin = newline < 0 ? end : newline + 1;
            skipping = newline < 0;
        }
    }

    private int indexOfNewline() {
        for (int i = begin; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int withoutReturn(int lineEnd) {
        return lineEnd > begin && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    /** {@return a length of at most {@code maxLine} that parts no character of UTF-8} */
    private int wholeCharacters() {
        int length = maxLine;
        while (length > maxLine - 4 && (bytes[begin + length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }
}
