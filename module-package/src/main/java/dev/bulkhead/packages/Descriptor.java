package dev.bulkhead.packages;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;

/**
 * What a package says of itself. In a jar it is the file {@value #IN_JAR}; in a folder or a zip the file {@value #IN_FOLDER}, or that
 * of the jar there; an executable prints it when it is called with {@code capabilities}.
 *
 * @param name the package's name, such as {@code acme/vibration}
 * @param version its own version
 * @param vendor who makes it; perhaps empty
 * @param licence an SPDX expression; perhaps empty
 * @param api the versions of the module API that its classes run with; null if it is an executable
 * @param protocol the versions of the wire protocol that its executable speaks; null if it is of classes
 * @param executable the program that is a host, as a path in the package; null if it is of classes
 * @param types what it offers; at least one
 * @param natives folders with native libraries, of which one fits a machine
 */
public record Descriptor(
        PackageName name,
        Semver version,
        String vendor,
        String licence,
        @Nullable RangeList api,
        @Nullable RangeList protocol,
        @Nullable String executable,
        List<OfferedType> types,
        List<NativeFolder> natives) {
    /** Where a jar has its descriptor. */
    public static final String IN_JAR = "META-INF/bulkhead/package.json";

    /** Where a folder has its descriptor. */
    public static final String IN_FOLDER = "package.json";

    public Descriptor {
        types = List.copyOf(types);
        natives = List.copyOf(natives);
    }

    /** {@return the type of this name, if the package offers it} */
    public Optional<OfferedType> type(PackageName asked) {
        return types.stream().filter(type -> type.name().equals(asked)).findFirst();
    }

    /** {@return name and version, such as {@code acme/vibration@1.0.0}} */
    public String id() {
        return name + "@" + version;
    }
}
