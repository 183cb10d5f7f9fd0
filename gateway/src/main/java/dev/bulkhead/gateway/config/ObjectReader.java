package dev.bulkhead.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one object by its description. Everything wrong is noted at once, when the reader is made; a value that is
 * wrong or missing reads as its default from then on, so that the checks that follow can go on.
 */
final class ObjectReader {
    private final ObjectSpec spec;
    private final Node node;
    private final Problems problems;
    private final Map<String, Node> good = new LinkedHashMap<>();

    ObjectReader(ObjectSpec spec, Node node, Problems problems) {
        this.spec = spec;
        this.node = node;
        this.problems = problems;
        node.members().forEach(this::check);
        for (KeySpec key : spec.keys()) {
            if (key.required() && !node.members().containsKey(key.name())) {
                problems.add(
                        node.place(),
                        "the key \"" + key.name() + "\" is missing: "
                                + key.type().words());
            }
        }
    }

    private void check(String name, Node.Member member) {
        if (!spec.names().contains(name)) {
            problems.add(
                    member.key(),
                    "there is no key \"" + name + "\" in " + spec.title() + Suggestion.of(name, spec.names()));
            return;
        }
        Optional<String> problem = spec.key(name).type().problem(member.value());
        if (problem.isPresent()) {
            problems.add(member.value().place(), problem.get());
        } else {
            good.put(name, member.value());
        }
    }

    /** {@return where the value of a key stands, or the object if it is not there} */
    Node.Place place(String key) {
        Node value = node.get(key);
        return value == null ? node.place() : value.place();
    }

    /** {@return whether the key is there, be its value good or not} */
    boolean isWritten(String key) {
        return node.members().containsKey(key);
    }

    /** {@return whether the key is there with a good value} */
    boolean has(String key) {
        return good.containsKey(key);
    }

    /** Notes a problem with the value of a key. */
    void refuse(String key, String text) {
        problems.add(place(key), text);
    }

    /** {@return the value of a key, or its default; null if it has neither} */
    @Nullable
    Node value(String key) {
        Node value = good.get(key);
        String fallback = spec.key(key).fallback();
        if (value != null || fallback == null) {
            return value;
        }
        try {
            return new NodeParser(problems).parse(fallback);
        } catch (ConfigException e) {
            throw new IllegalStateException("the default of " + key + " is no JSON", e);
        }
    }

    @Nullable
    String textOrNull(String key) {
        Node value = value(key);
        return value == null ? null : value.text();
    }

    /** {@return the value of a key that has a default or is required; empty if it was wrong} */
    String text(String key) {
        String text = textOrNull(key);
        return text == null ? "" : text;
    }

    /** {@return the value as an error may quote it} */
    String written(String key) {
        Node value = value(key);
        return value == null ? "" : value.written();
    }

    /** {@return the path under a key; null if it is not there, or cannot be a path, which is noted} */
    @Nullable
    Path path(String key, Path folder) {
        String name = textOrNull(key);
        if (name == null) {
            return null;
        }
        try {
            return folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            refuse(key, "\"" + written(key) + "\" is no path: " + e.getReason());
            return null;
        }
    }

    /** {@return the paths under a key; those that cannot be are noted and left out} */
    List<Path> paths(String key, Path folder) {
        List<Path> paths = new ArrayList<>();
        for (String name : texts(key)) {
            try {
                paths.add(folder.resolve(name).normalize());
            } catch (InvalidPathException e) {
                refuse(key, "\"" + name + "\" is no path: " + e.getReason());
            }
        }
        return paths;
    }

    /** Notes a problem if the address under a key ends with a port that there cannot be. */
    void requirePort(String key) {
        String address = text(key);
        String port = address.substring(address.lastIndexOf(':') + 1);
        if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) > 65_535) {
            refuse(key, "the port " + port + " is out of range; the highest is 65535");
        }
    }

    Duration duration(String key) {
        return Quantities.duration(text(key)).orElse(Duration.ZERO);
    }

    long size(String key) {
        return Quantities.size(text(key)).orElse(0L);
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    int whole(String key) {
        return Integer.parseInt(text(key));
    }

    /** {@return a number of cores; empty if the key is not there} */
    OptionalDouble cores(String key) {
        String text = textOrNull(key);
        return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    /** {@return a size in bytes; empty if the key is not there} */
    OptionalLong sizeIfThere(String key) {
        return textOrNull(key) == null ? OptionalLong.empty() : OptionalLong.of(size(key));
    }

    List<String> texts(String key) {
        if (!(spec.key(key).type() instanceof ValueType.Items type)) {
            throw new IllegalStateException(key + " has no items");
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            type.item()
                    .problem(item)
                    .ifPresentOrElse(problem -> problems.add(item.place(), problem), () -> texts.add(item.text()));
        }
        return texts;
    }

    List<Node> items(String key) {
        Node value = value(key);
        return value == null ? List.of() : value.items();
    }

    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Node value = value(key);
        if (value != null) {
            value.members()
                    .forEach((name, member) -> texts.put(name, member.value().text()));
        }
        return texts;
    }

    /** {@return whether a switch is on, by the word or by an object with more to say} */
    boolean isOn(String key) {
        Node value = value(key);
        return value != null && (value.kind() == Node.Kind.OBJECT || Boolean.parseBoolean(value.text()));
    }

    /** {@return a reader of the object under a key; of an empty object if it is not there, wrong, or only a word} */
    ObjectReader object(String key) {
        Node value = value(key);
        if (value == null) {
            throw new IllegalStateException(key + " has no object");
        }
        if (spec.key(key).type() instanceof ValueType.Switch word) {
            return new ObjectReader(word.spec(), value, problems);
        }
        if (spec.key(key).type() instanceof ValueType.Shape shape) {
            return new ObjectReader(shape.spec(), value, problems);
        }
        throw new IllegalStateException(key + " has no object");
    }
}
