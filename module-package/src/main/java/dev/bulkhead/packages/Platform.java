package dev.bulkhead.packages;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A kind of machine, in the words that images of containers use.
 *
 * @param os {@code linux}, {@code windows} or {@code macos}
 * @param arch {@code amd64}, {@code arm64}, {@code arm}, {@code riscv64} …
 */
public record Platform(String os, String arch) {
    /** The systems that are known, in order. */
    public static final List<String> SYSTEMS = List.of("linux", "windows", "macos");

    /** The architectures that are known, in order. */
    public static final List<String> KNOWN_ARCHITECTURES = List.of("amd64", "arm64", "arm", "riscv64");

    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "x64", "amd64", "aarch64", "arm64", "armv7l", "arm", "arm32", "arm");

    /** {@return the kind of the machine that this runs on} */
    public static Platform here() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@return the kind that these words mean, as Java, {@code uname} or an image say them} */
    public static Platform of(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        String machine = arch.toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("mac") || system.equals("darwin")
                        ? "macos"
                        : system.startsWith("windows") ? "windows" : system,
                ARCHITECTURES.getOrDefault(machine, machine));
    }

    @Override
    public String toString() {
        return os + "/" + arch;
    }
}
