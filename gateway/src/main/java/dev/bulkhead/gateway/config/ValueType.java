package dev.bulkhead.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value may be: the check, the words of the reference and the JSON Schema all come from here.
 *
 * <p>Sealed, so that a new type cannot be forgotten in one of them.
 */
sealed interface ValueType {

    /** {@return what is wrong with a value; empty if nothing is} */
    Optional<String> problem(Node node);

    /** {@return what may stand here, in a few words} */
    String words();

    private static Optional<String> unless(boolean good, Node node, String expected) {
        return good ? Optional.empty() : Optional.of(node.quoted() + " does not fit here; expected is " + expected);
    }

    /** A string that a pattern describes. */
    record Text(String pattern, String words) implements ValueType {
        static final Text ANY = new Text("", "a string");

        @Override
        public Optional<String> problem(Node node) {
            boolean fits =
                    node.kind() == Node.Kind.STRING && (pattern.isEmpty() || Pattern.matches(pattern, node.text()));
            return unless(fits, node, words);
        }
    }

    /** One of a few words. */
    record OneOf(List<String> allowed) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            if (node.kind() == Node.Kind.STRING && !allowed.contains(node.text())) {
                return Optional.of("there is no " + node.quoted() + " here" + Suggestion.of(node.written(), allowed));
            }
            return unless(node.kind() == Node.Kind.STRING, node, words());
        }

        @Override
        public String words() {
            return "\"" + String.join("\", \"", allowed) + "\"";
        }
    }

    /** A duration between two others. */
    record Time(Duration least, Duration most) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            Optional<Duration> value = Quantities.duration(node.text());
            if (node.kind() != Node.Kind.STRING || value.isEmpty()) {
                return unless(false, node, "a duration such as \"250ms\", \"1s\", \"5m\", \"2h\" or \"7d\"");
            }
            boolean inRange = value.get().compareTo(least) >= 0 && value.get().compareTo(most) <= 0;
            return unless(inRange, node, words());
        }

        @Override
        public String words() {
            return "a duration, " + words(least) + " to " + words(most);
        }

        private static String words(Duration duration) {
            long millis = duration.toMillis();
            if (millis % 3_600_000 == 0 && millis > 0) {
                return millis / 3_600_000 + "h";
            }
            if (millis % 60_000 == 0 && millis > 0) {
                return millis / 60_000 + "m";
            }
            return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
        }
    }

    /** A size in bytes between two others. */
    record Size(long least, long most) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            Optional<Long> value = Quantities.size(node.text());
            if (node.kind() != Node.Kind.STRING || value.isEmpty()) {
                return unless(false, node, "a size such as \"512B\", \"64KiB\", \"1MiB\" or \"1GiB\"");
            }
            return unless(value.get() >= least && value.get() <= most, node, words());
        }

        @Override
        public String words() {
            return "a size, " + words(least) + " to " + words(most);
        }

        private static String words(long bytes) {
            if (bytes % (1 << 30) == 0) {
                return (bytes >> 30) + "GiB";
            }
            return bytes % (1 << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
        }
    }

    /** A whole number between two others. */
    record Whole(int least, int most) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            boolean fits = node.kind() == Node.Kind.NUMBER && node.text().matches("-?[0-9]{1,9}");
            return unless(fits && inRange(Integer.parseInt(node.text())), node, words());
        }

        private boolean inRange(int value) {
            return value >= least && value <= most;
        }

        @Override
        public String words() {
            return "a whole number, " + least + " to " + most;
        }
    }

    /** A number of processor cores, whole or not. */
    record Cores(double least, double most) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            boolean fits = node.kind() == Node.Kind.NUMBER && node.text().matches("[0-9]{1,6}(\\.[0-9]{1,6})?");
            return unless(fits && inRange(Double.parseDouble(node.text())), node, words());
        }

        private boolean inRange(double value) {
            return value >= least && value <= most;
        }

        @Override
        public String words() {
            return "a number of cores, "
                    + BigDecimal.valueOf(least).stripTrailingZeros().toPlainString() + " to "
                    + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString();
        }
    }

    /** True or false. */
    record Flag() implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            return unless(node.kind() == Node.Kind.BOOLEAN, node, words());
        }

        @Override
        public String words() {
            return "true or false";
        }
    }

    /** True or false, or an object with these keys, which stands for true. */
    record Switch(ObjectSpec spec) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            return unless(node.kind() == Node.Kind.BOOLEAN || node.kind() == Node.Kind.OBJECT, node, words());
        }

        @Override
        public String words() {
            return "true or false, or an object: " + spec.title();
        }
    }

    /** An object with these keys. */
    record Shape(ObjectSpec spec) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            return unless(node.kind() == Node.Kind.OBJECT, node, words());
        }

        @Override
        public String words() {
            return "an object: " + spec.title();
        }
    }

    /** An object with any keys. */
    record Free() implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            return unless(node.kind() == Node.Kind.OBJECT, node, words());
        }

        @Override
        public String words() {
            return "an object";
        }
    }

    /** An object with any keys whose values are strings. */
    record Texts() implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            boolean fits = node.kind() == Node.Kind.OBJECT
                    && node.members().values().stream()
                            .allMatch(member -> member.value().kind() == Node.Kind.STRING);
            return unless(fits, node, words());
        }

        @Override
        public String words() {
            return "an object whose values are strings";
        }
    }

    /** An array. */
    record Items(ValueType item, int least) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            return unless(
                    node.kind() == Node.Kind.ARRAY && node.items().size() >= least,
                    node,
                    least == 0 ? words() : words() + ", at least " + least);
        }

        @Override
        public String words() {
            return item instanceof Shape shape ? "an array: " + shape.spec().title() : "an array of strings";
        }
    }

    /** An activation: a word, or an object with more to say. */
    record Activation(OneOf word, List<ObjectSpec> shapes) implements ValueType {
        @Override
        public Optional<String> problem(Node node) {
            if (node.kind() == Node.Kind.STRING && !word.allowed().contains(node.text())) {
                return Optional.of(ActivationReader.unknown(node));
            }
            return node.kind() == Node.Kind.OBJECT ? Optional.empty() : word.problem(node);
        }

        @Override
        public String words() {
            return word.words() + ", or an object with the key \"type\"";
        }
    }
}
