package dev.bulkhead.packages;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks through folders of modules: jars with a descriptor, and folders of installed packages. What else lies there is nobody's
 * business; what is hidden is an installation on its way.
 */
final class PackageScan {
    /** How many files and folders are looked at in one folder. */
    static final int MAX_ENTRIES = 1000;

    /** The largest jar whose descriptor is read, in bytes. */
    static final long MAX_JAR = 1L << 30;

    private final List<FoundPackage> found = new ArrayList<>();
    private final List<BrokenPackage> broken = new ArrayList<>();

    List<FoundPackage> found() {
        return found;
    }

    List<BrokenPackage> broken() {
        return broken;
    }

    /** Looks through a folder, if there is one. */
    void look(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, file -> !isHidden(file))) {
            for (Path entry : all) {
                if (entries.size() == MAX_ENTRIES) {
                    broken.add(new BrokenPackage(
                            folder, "there are more than " + MAX_ENTRIES + " files; the rest was not looked at"));
                    break;
                }
                entries.add(entry);
            }
            Path real = folder.toRealPath();
            entries.stream().sorted().forEach(entry -> look(real, entry));
        } catch (IOException | DirectoryIteratorException e) {
            broken.add(new BrokenPackage(folder, "the folder cannot be read: " + e.getMessage()));
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private void look(Path folder, Path entry) {
        boolean jar = entry.getFileName().toString().endsWith(".jar");
        if (!jar && !Files.isDirectory(entry)) {
            return;
        }
        try {
            if (!entry.toRealPath().startsWith(folder)) {
                throw new PackageException("it is a link out of the folder; copy or install what it leads to");
            }
            if (jar && Files.isRegularFile(entry)) {
                jar(entry).ifPresent(descriptor -> found.add(new FoundPackage(descriptor, entry, null)));
            } else if (Files.exists(entry.resolve(Installed.FILE))) {
                found.add(installed(entry));
            } else if (Files.exists(entry.resolve(Descriptor.IN_FOLDER))) {
                throw new PackageException("it is a package that nobody installed; move it elsewhere, and then: "
                        + "./bulkhead modules install FOLDER");
            }
        } catch (PackageException e) {
            broken.add(new BrokenPackage(entry, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            broken.add(new BrokenPackage(entry, "it cannot be read: " + e.getMessage()));
        }
    }

    private static Optional<Descriptor> jar(Path jar) throws PackageException, IOException {
        if (Files.size(jar) > MAX_JAR) {
            throw new PackageException(
                    "it has more than " + (MAX_JAR >> 20) + " MiB, which is the most that a jar may have");
        }
        return JarDescriptor.read(jar);
    }

    private static FoundPackage installed(Path folder) throws PackageException, IOException {
        Installed installed = InstalledJson.read(folder);
        FoundPackage found = new FoundPackage(installed.descriptor(), folder, installed);
        Path program = found.program();
        if (program != null && !Files.isExecutable(program)) {
            throw new PackageException("its program " + installed.descriptor().executable()
                    + " is not there, or not executable; install " + found.id() + " again");
        }
        return found;
    }
}
