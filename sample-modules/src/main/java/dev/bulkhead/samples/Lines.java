package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import java.util.Optional;

/** Messages as lines for people. */
final class Lines {
    private Lines() {}

    /** {@return one line for this message, whatever it holds} */
    static String of(Message message) {
        String line = alert(message).or(() -> measurement(message)).orElseGet(() -> anything(message));
        return Printable.line(line);
    }

    static boolean isAlert(Message message) {
        return message.property("kind").orElse("").equals("alert");
    }

    private static Optional<String> alert(Message message) {
        if (!isAlert(message)) {
            return Optional.empty();
        }
        return message.property("state")
                .flatMap(state -> Printable.content(message).map(text -> "alert " + state + ": " + text));
    }

    private static Optional<String> measurement(Message message) {
        return message.property("kind")
                .flatMap(kind -> Quantity.in(message).map(quantity -> {
                    String of = message.property("of").map(part -> " " + part).orElse("");
                    return kind + of + " " + quantity;
                }));
    }

    private static String anything(Message message) {
        String text =
                Printable.content(message).map(content -> " \"" + content + '"').orElse("");
        return message.properties() + " " + message.contentSize() + " B" + text;
    }
}
