package dev.bulkhead.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;

/**
 * What {@code receive} threw, as text.
 *
 * @param cause what it was, in one line of at most {@value #LONGEST_CAUSE} bytes of UTF-8
 * @param trace the stack trace, at most {@value #LONGEST_TRACE} bytes of UTF-8; empty where there is none
 */
public record Failure(String cause, String trace) {
    public static final int LONGEST_CAUSE = 1024;
    public static final int LONGEST_TRACE = 8 * 1024;
    /** Of a message that failed among so many others that nobody kept what was thrown. */
    public static final Failure LEFT_OUT = new Failure("see the log of the module", "");

    public Failure {
        cause = cut(cause, LONGEST_CAUSE);
        trace = cut(trace, LONGEST_TRACE);
    }

    /** {@return what was thrown, as far as it can be shown} On the module's thread, because a throwable is user code too. */
    public static Failure of(Throwable thrown) {
        return new Failure(lineOf(thrown), traceOf(thrown));
    }

    private static String lineOf(Throwable thrown) {
        try {
            return cut(thrown.toString(), LONGEST_CAUSE).strip().replaceAll("\\s*\\R\\s*", " ");
        } catch (Throwable e) { // user code
            return thrown.getClass().getName() + ", which cannot be shown";
        }
    }

    private static String traceOf(Throwable thrown) {
        Beginning text = new Beginning();
        try (PrintWriter out = new PrintWriter(text)) {
            thrown.printStackTrace(out);
        } catch (Throwable e) { // user code
            text.end("... it cannot be shown any further");
        }
        return text.toString();
    }

    private static String cut(String text, int most) {
        // A character has at least one byte: a text without end shall not become bytes first.
        byte[] bytes = text.substring(0, Math.min(text.length(), most)).getBytes(UTF_8);
        if (bytes.length <= most && text.length() <= most) {
            return text;
        }
        int end = Math.min(bytes.length, most);
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), UTF_8);
    }

    /** Keeps the beginning of what is written, as much as can be shown. */
    private static final class Beginning extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] from, int at, int length) {
            text.append(from, at, Math.min(length, LONGEST_TRACE - Math.min(LONGEST_TRACE, text.length())));
        }

        void end(String why) {
            text.append(why);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
