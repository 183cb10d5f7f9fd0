package dev.bulkhead.processor;

import dev.bulkhead.packages.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** What the build says about the package, as {@code -Abulkhead.version=1.0.0}. */
final class Options {
    private static final String PACKAGE = "bulkhead.package";
    private static final String VERSION = "bulkhead.version";
    private static final String VENDOR = "bulkhead.vendor";
    private static final String LICENCE = "bulkhead.licence";
    static final Set<String> NAMES = Set.of(PACKAGE, VERSION, VENDOR, LICENCE);

    private final Map<String, String> given;
    private final Problems problems;

    Options(Map<String, String> given, Problems problems) {
        this.given = given;
        this.problems = problems;
    }

    /** {@return the package's name; empty, and told, if it has none} */
    Optional<PackageName> name(List<PackageName> types) {
        String text = given.get(PACKAGE);
        if (text == null && types.size() == 1) {
            return Optional.of(types.get(0));
        }
        if (text == null) {
            problems.add("a package of " + types.size() + " types needs a name of its own; give the compiler -A"
                    + PACKAGE + "=, " + PackageName.EXPECTED);
            return Optional.empty();
        }
        try {
            return Optional.of(PackageName.of(text));
        } catch (IllegalArgumentException e) {
            problems.add("-A" + PACKAGE + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** {@return the package's version; empty, and told, if it has none} */
    Optional<Semver> version() {
        String text = given.get(VERSION);
        if (text == null || text.isEmpty()) {
            problems.add("a package needs a version; give the compiler -A" + VERSION + "=1.0.0, with Maven <arg>-A"
                    + VERSION + "=${project.version}</arg>");
            return Optional.empty();
        }
        Semver version = Semver.parse(text);
        if (version == null) {
            problems.add("-A" + VERSION + ": \"" + text
                    + "\" is no semantic version; expected is one like 1.0.0 or 1.1.0-SNAPSHOT");
        }
        return Optional.ofNullable(version);
    }

    String vendor() {
        return text(given.get(VENDOR));
    }

    String licence() {
        return text(given.get(LICENCE));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
