package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Message;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text from messages that is safe to put on one line of a log. */
final class Printable {
    private static final int SHORT_BYTES = 200;
    private static final int LONGEST_LINE = 1000;
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** {@return the content as text; empty if there is none, or it is long, not UTF-8 or not printable} */
    static Optional<String> content(Message message) {
        if (message.contentSize() == 0 || message.contentSize() > SHORT_BYTES) {
            return Optional.empty();
        }
        try {
            String text = UTF_8.newDecoder().decode(message.contentBuffer()).toString();
            return text.codePoints().allMatch(Printable::isPrintable) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** {@return the text cut to a length, without line breaks and the like, which could forge further lines of the log} */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_LINE)
                .map(each -> isPrintable(each) ? each : REPLACEMENT)
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_LINE
                ? line.append('…').toString()
                : line.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
