package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds what the word for a source means. */
final class Sources {
    private static final String OCI = "oci:";
    private static final Pattern COORDINATES = Pattern.compile("[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+){2,4}");

    private Sources() {}

    static Fetched find(InstallRequest request, Progress progress) throws PackageException, IOException {
        String source = request.source();
        if (source.startsWith(OCI)) {
            return oci(source.substring(OCI.length()), request);
        }
        Path file = path(source);
        if (Files.exists(file)) {
            return Fetched.lying(file);
        }
        if (COORDINATES.matcher(source).matches()) {
            return maven(request, progress);
        }
        throw new PackageException("there is no file or folder \"" + source
                + "\"; expected is one, or GROUP:ARTIFACT:VERSION, or oci:FOLDER[:TAG]");
    }

    private static Fetched maven(InstallRequest request, Progress progress) throws PackageException {
        MavenSource maven = new MavenSource(MavenHome.localRepository(), request.repositories());
        Fetched fetched = maven.find(request.source());
        if (request.sha256() == null && !maven.unverified().isEmpty()) {
            progress.warn(
                    "the repository has no fitting checksum of " + String.join(", ", new TreeSet<>(maven.unverified()))
                            + ", so nothing proves what came; --sha256 does for " + fetched.name());
        }
        return fetched;
    }

    private static Fetched oci(String word, InstallRequest request) throws PackageException, IOException {
        int colon = word.lastIndexOf(':');
        boolean tagged = colon > 0 && !Files.isDirectory(path(word));
        Path folder = path(tagged ? word.substring(0, colon) : word);
        if (word.isEmpty() || !Files.isDirectory(folder)) {
            throw new PackageException((word.isEmpty() ? "no folder is named" : "there is no folder \"" + folder + "\"")
                    + "; expected is oci:FOLDER[:TAG], an OCI image layout on this machine");
        }
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
