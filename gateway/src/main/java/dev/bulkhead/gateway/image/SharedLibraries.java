package dev.bulkhead.gateway.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shared libraries of this machine that programs need, as {@code ldd} tells. */
final class SharedLibraries {
    /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)}, or the loader, which stands alone. */
    private static final Pattern FOUND = Pattern.compile("\\s*(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private static final Pattern NOT_FOUND = Pattern.compile("\\s*(\\S+) => not found");
    /** The C library loads these by itself, to look up names and to end threads; ldd does not know of them. */
    private static final List<String> LOADED_LATER =
            List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2", "libgcc_s.so.1");

    private SharedLibraries() {}

    /**
     * {@return the libraries that programs need and that do not lie among them}
     *
     * @param tree where the programs are
     * @throws IOException if one is missing
     */
    static Set<Path> of(List<Path> programs, Path tree) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        programs.forEach(program -> command.add(program.toString()));
        Set<String> own = new LinkedHashSet<>();
        programs.forEach(program -> own.add(String.valueOf(program.getFileName())));
        Set<Path> libraries = new LinkedHashSet<>();
        for (String line : Tool.run(command).split("\n", -1)) {
            parse(line, own).filter(library -> !library.startsWith(tree)).ifPresent(libraries::add);
        }
        addLoadedLater(libraries);
        return libraries;
    }

    static Optional<Path> parse(String line, Set<String> own) throws IOException {
        Matcher missing = NOT_FOUND.matcher(line);
        if (missing.matches() && !own.contains(missing.group(1))) {
            throw new IOException("the library " + missing.group(1) + ", which Java needs, is not on this machine");
        }
        Matcher found = FOUND.matcher(line);
        return found.matches() ? Optional.of(Path.of(found.group(1))) : Optional.empty();
    }

    private static void addLoadedLater(Set<Path> libraries) {
        for (Path library : List.copyOf(libraries)) {
            if (String.valueOf(library.getFileName()).startsWith("libc.so")) {
                LOADED_LATER.stream()
                        .map(library::resolveSibling)
                        .filter(Files::exists)
                        .forEach(libraries::add);
            }
        }
    }
}
