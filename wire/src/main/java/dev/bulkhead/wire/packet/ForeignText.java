package dev.bulkhead.wire.packet;

/** Makes text from another process fit to be shown: it may hold anything, and must not be taken for what others say. */
public final class ForeignText {
    private ForeignText() {}

    /** {@return the text as lines, all but the first indented, without control characters} */
    public static String lines(String text) {
        return text.replace("\r\n", "\n")
                .replace("\t", "    ")
                .replaceAll("[\\p{Cc}&&[^\n]]", "?")
                .replace("\n", "\n    ");
    }

    /** {@return the text as one line without control characters} */
    public static String line(String text) {
        return text.strip().replace("\t", "    ").replaceAll("\\R", " | ").replaceAll("\\p{Cc}", "?");
    }
}
