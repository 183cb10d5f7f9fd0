package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that must hold while a module runs. */
public sealed interface Condition {
    /** What a condition looks like. */
    String PATTERN = "time|network|file:.+|module:(?<module>" + ModuleName.PATTERN + ")"
            + "|set:(?<setter>" + ModuleName.PATTERN + ")/(?<set>" + ModuleName.PATTERN + ")"
            + "|tcp:(?<host>\\[[0-9A-Fa-f:]+\\]|[A-Za-z0-9.-]+):(?<port>[1-9][0-9]{0,4})";

    /** {@return the condition as it stands in {@code gateway.json}} */
    String text();

    /** The clock is synchronised. */
    record Time(String text) implements Condition {}

    /** There is a network. */
    record Network(String text) implements Condition {}

    /** There is a file, or a folder, or a device. */
    record File(String text, Path path) implements Condition {}

    /** Somebody listens there. */
    record Tcp(String text, String host, int port) implements Condition {}

    /** A module is activated. */
    record Activated(String text, String module) implements Condition {}

    /** A module says that something of its own holds. */
    record Set(String text, String module, String name) implements Condition {}

    /**
     * {@return the condition that a text describes}
     *
     * @param folder what a file's path is relative to
     * @throws IllegalArgumentException if it describes none; {@code InvalidPathException} if only its path cannot be one
     */
    static Condition parse(String text, Path folder) {
        Matcher matcher = Pattern.compile(PATTERN).matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no condition");
        }
        int colon = text.indexOf(':');
        return switch (colon < 0 ? text : text.substring(0, colon)) {
            case "time" -> new Time(text);
            case "network" -> new Network(text);
            case "file" -> new File(text, folder.resolve(text.substring(colon + 1)));
            case "module" -> new Activated(text, matcher.group("module"));
            case "set" -> new Set(text, matcher.group("setter"), matcher.group("set"));
            default -> new Tcp(text, unbracketed(matcher.group("host")), Integer.parseInt(matcher.group("port")));
        };
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
