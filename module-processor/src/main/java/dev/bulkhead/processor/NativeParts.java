package dev.bulkhead.processor;

import dev.bulkhead.packages.NativeFolder;
import dev.bulkhead.packages.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;

/** The folders of native libraries that the classes of a package name. */
final class NativeParts {
    private static final Set<String> SYSTEMS = Set.of("linux", "windows", "macos");
    /** Names with slashes between them; none begins with a dot, so none leads out of the package. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*");

    private final Problems problems;
    private final Map<Platform, NativeFolder> folders = new LinkedHashMap<>();

    NativeParts(Problems problems) {
        this.problems = problems;
    }

    List<NativeFolder> folders() {
        return List.copyOf(folders.values());
    }

    /** Adds those of a class. */
    void read(TypeElement type) {
        List<Mirror> parts = Mirror.allOf(type, Api.NATIVE_PART, Api.NATIVE_PARTS);
        if (!parts.isEmpty() && Mirror.of(type, Api.MODULE_TYPE).isEmpty()) {
            problems.add(type, "@NativePart stands at a class with @ModuleType, and " + type + " has none");
            return;
        }
        parts.forEach(part -> read(type, part));
    }

    private void read(TypeElement type, Mirror part) {
        Platform platform = Platform.of(part.text("os"), part.text("arch"));
        String path = part.text("path");
        if (!SYSTEMS.contains(platform.os())) {
            problems.add(
                    type, part, "os", "\"" + part.text("os") + "\" is no system; there are linux, windows and macos");
        } else if (platform.arch().isBlank()) {
            problems.add(type, part, "arch", "the architecture is missing; it is for example amd64 or arm64");
        } else if (!PATH.matcher(path).matches()) {
            problems.add(
                    type,
                    part,
                    "path",
                    "\"" + path + "\" is no folder in the package; expected is a path such as native/linux-arm64");
        } else {
            add(type, part, new NativeFolder(platform, path));
        }
    }

    private void add(TypeElement type, Mirror part, NativeFolder folder) {
        NativeFolder other = folders.putIfAbsent(folder.platform(), folder);
        if (other != null && !other.equals(folder)) {
            problems.add(
                    type,
                    part,
                    "path",
                    "for " + folder.platform() + " there is another folder already, \"" + other.path()
                            + "\"; a package has one");
        }
    }
}
