package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds what the word for a source means. */
final class Sources {
    private static final String OCI = "oci:";
    private static final Pattern COORDINATES = Pattern.compile("[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+){2,4}");

    private Sources() {}

    static Fetched find(InstallRequest request) throws PackageException, IOException {
        String source = request.source();
        if (source.startsWith(OCI)) {
            return oci(source.substring(OCI.length()), request);
        }
        Path file = path(source);
        if (Files.exists(file)) {
            return Fetched.lying(file);
        }
        if (COORDINATES.matcher(source).matches()) {
            return new MavenSource(MavenHome.localRepository(), request.repositories()).find(source);
        }
        throw new PackageException("there is no file or folder \"" + source
                + "\"; expected is one, or GROUP:ARTIFACT:VERSION, or oci:FOLDER[:TAG]");
    }

    private static Fetched oci(String word, InstallRequest request) throws PackageException, IOException {
        int colon = word.lastIndexOf(':');
        boolean tagged = colon > 0 && !Files.isDirectory(path(word));
        Path folder = path(tagged ? word.substring(0, colon) : word);
        return new OciLayout(folder).find(tagged ? word.substring(colon + 1) : "", request.platform());
    }

    private static Path path(String word) throws PackageException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new PackageException("\"" + word + "\" is no path: " + e.getReason(), e);
        }
    }
}
