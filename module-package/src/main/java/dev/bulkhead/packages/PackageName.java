package dev.bulkhead.packages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a package, or of a type that one offers: who makes it, and what it is.
 *
 * @param vendor the first part
 * @param name the second part
 */
public record PackageName(String vendor, String name) implements Comparable<PackageName> {
    private static final String PART = "[a-z0-9][a-z0-9.-]{0,63}";
    /** What a name must look like, as a regular expression. */
    public static final String PATTERN = "(" + PART + ")/(" + PART + ")";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    /** What a name must look like, for the text of an error. */
    public static final String EXPECTED =
            "two parts like acme/vibration, each at most 64 lower-case letters, digits, dots and hyphens";

    /**
     * {@return the name that this text is}
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public static PackageName of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no name; expected are " + EXPECTED);
        }
        return new PackageName(form.group(1), form.group(2));
    }

    @Override
    public int compareTo(PackageName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return vendor + "/" + name;
    }
}
