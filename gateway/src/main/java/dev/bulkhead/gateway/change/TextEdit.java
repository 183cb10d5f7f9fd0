package dev.bulkhead.gateway.change;

import dev.bulkhead.gateway.change.Spans.Span;
import java.util.List;

/** Changes a place in a text of JSON with comments. All comments stay. */
final class TextEdit {
    private TextEdit() {}

    static String replace(String text, Span value, String by) {
        return replace(text, value.valueStart(), value.end(), by);
    }

    private static String replace(String text, int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    /** Adds a part at the end of an object or array, in the way in which the others stand there. */
    static String append(String text, Span to, String part) {
        List<Span> parts = to.parts();
        if (parts.isEmpty()) {
            return text.substring(0, to.valueStart() + 1) + part + text.substring(to.valueStart() + 1);
        }
        Span last = parts.get(parts.size() - 1);
        int line = lineStart(text, last.start());
        String before = text.substring(line, last.start());
        if (!before.isBlank() || line == 0) {
            return replace(text, last.end(), last.end(), ", " + part);
        }
        // What stands behind the last part in its line is a remark about that.
        int behind = restOfLine(text, last.end());
        String eol = text.startsWith("\r\n", line - 2) ? "\r\n" : "\n";
        return text.substring(0, last.end()) + "," + text.substring(last.end(), behind) + eol + before + part
                + text.substring(behind);
    }

    /** Takes a part out of an object or array. */
    static String remove(String text, Span from, Span part) {
        List<Span> parts = from.parts();
        int place = parts.indexOf(part);
        if (place < parts.size() - 1) {
            int comma = comma(text, part.end());
            return removeWithLine(replace(text, comma, comma + 1, ""), part.start(), part.end());
        }
        String without = removeWithLine(text, part.start(), part.end());
        if (place > 0) {
            int comma = comma(text, parts.get(place - 1).end());
            without = replace(without, comma, comma + 1, "");
        }
        return without;
    }

    /** Takes out what lies between, and the whole line if nothing is left in it. */
    private static String removeWithLine(String text, int start, int end) {
        int lineStart = lineStart(text, start);
        int lineEnd = text.indexOf('\n', end);
        boolean alone = lineEnd >= 0
                && text.substring(lineStart, start).isBlank()
                && text.substring(end, lineEnd).isBlank();
        if (alone) {
            return replace(text, lineStart, lineEnd + 1, "");
        }
        int space = end;
        while (space < text.length() && text.charAt(space) == ' ') {
            space++;
        }
        return replace(text, start, space, "");
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** {@return where the remarks end that follow in the same line} */
    private static int restOfLine(String text, int at) {
        int end = at;
        while (true) {
            int next = end;
            while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                next++;
            }
            if (text.startsWith("//", next)) {
                return lineEnd(text, next);
            }
            int close = text.startsWith("/*", next) ? text.indexOf("*/", next) : -1;
            if (close < 0 || text.substring(next, close).contains("\n")) {
                return end;
            }
            end = close + 2;
        }
    }

    private static int lineEnd(String text, int at) {
        int newline = text.indexOf('\n', at);
        int end = newline < 0 ? text.length() : newline;
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** {@return where the comma stands that follows, behind spaces and comments} */
    private static int comma(String text, int at) {
        int place = at;
        while (text.charAt(place) != ',') {
            if (text.startsWith("//", place)) {
                place = text.indexOf('\n', place);
            } else if (text.startsWith("/*", place)) {
                place = text.indexOf("*/", place) + 1;
            }
            place++;
        }
        return place;
    }
}
