package dev.bulkhead.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${env:NAME}</code> and <code>${file:PATH}</code> in strings, so that no secret stands in the configuration;
 * <code>$${</code> stands for <code>${</code>.
 */
final class Substitution {
    /** Of a file, in bytes. */
    private static final int LONGEST = 1 << 20;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");

    private final Path folder;
    private final Function<String, @Nullable String> environment;
    private final Problems problems;

    Substitution(Path folder, Function<String, @Nullable String> environment, Problems problems) {
        this.folder = folder;
        this.environment = environment;
        this.problems = problems;
    }

    /** {@return the same value with every string filled in} */
    Node apply(Node node) {
        return switch (node.kind()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> node.text().contains("${") ? node.withText(fill(node)) : node;
            default -> node;
        };
    }

    private Node object(Node node) {
        Map<String, Node.Member> members = new LinkedHashMap<>();
        node.members().forEach((key, member) -> members.put(key, new Node.Member(member.key(), apply(member.value()))));
        return new Node(node.kind(), node.place(), "", "", members, List.of());
    }

    private Node array(Node node) {
        List<Node> items = new ArrayList<>();
        node.items().forEach(item -> items.add(apply(item)));
        return new Node(node.kind(), node.place(), "", "", Map.of(), items);
    }

    private String fill(Node node) {
        Matcher placeholder = PLACEHOLDER.matcher(node.text());
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group(1);
            String value = name == null ? "${" : value(placeholder.group(), name, node.place());
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(filled).toString();
    }

    private String value(String whole, String name, Node.Place place) {
        if (!whole.endsWith("}")) {
            problems.add(place, "\"" + whole + "\" has no closing brace; write $${ for a literal ${");
        } else if (name.startsWith("env:")) {
            return variable(name.substring("env:".length()), place);
        } else if (name.startsWith("file:")) {
            return content(name.substring("file:".length()), place);
        } else {
            problems.add(
                    place,
                    "\"" + whole
                            + "\" is no placeholder; there are ${env:NAME} and ${file:PATH}, and $${ for a literal ${");
        }
        return "";
    }

    private String variable(String name, Node.Place place) {
        String value = environment.apply(name);
        if (value == null) {
            problems.add(place, "the environment variable " + name + " is not set");
            return "";
        }
        return value;
    }

    private String content(String name, Node.Place place) {
        Path file;
        try {
            file = folder.resolve(name);
        } catch (InvalidPathException e) {
            problems.add(place, "\"" + name + "\" is no path: " + e.getReason());
            return "";
        }
        try {
            String content = SmallFile.read(file, LONGEST);
            return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        } catch (SmallFile.TooLargeException e) {
            problems.add(place, "the file " + file + " " + e.getMessage());
            return "";
        } catch (IOException e) {
            String why = Files.exists(file) ? "cannot be read as text" : "does not exist";
            problems.add(place, "the file " + file + " " + why);
            return "";
        }
    }
}
