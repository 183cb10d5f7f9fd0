package dev.bulkhead.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and its place in the file.
 *
 * @param kind what it is
 * @param text of a string its text, of a number, true, false or null how it is written; else empty
 * @param written as {@code text}, before anything was substituted: only this may appear in an error
 * @param members of an object, the values by key
 * @param items of an array
 */
record Node(Kind kind, Place place, String text, String written, Map<String, Member> members, List<Node> items) {

    enum Kind {
        OBJECT("an object"),
        ARRAY("an array"),
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Where something stands, for people and as a JSON pointer. */
    record Place(int line, int column, String pointer) {
        Place at(String step) {
            return new Place(
                    line, column, pointer + "/" + step.replace("~", "~0").replace("/", "~1"));
        }
    }

    /** A value in an object, and where its key stands. */
    record Member(Place key, Node value) {}

    static Node object(Place place) {
        return new Node(Kind.OBJECT, place, "", "", new LinkedHashMap<>(), List.of());
    }

    static Node scalar(Kind kind, Place place, String text) {
        return new Node(kind, place, text, text, Map.of(), List.of());
    }

    Node withText(String newText) {
        return new Node(kind, place, newText, written, members, items);
    }

    @Nullable
    Node get(String key) {
        Member member = members.get(key);
        return member == null ? null : member.value();
    }

    /** {@return the value as an error quotes it} */
    String quoted() {
        return switch (kind) {
            case STRING -> '"' + written + '"';
            case NUMBER, BOOLEAN, NULL -> written;
            default -> kind.words();
        };
    }
}
