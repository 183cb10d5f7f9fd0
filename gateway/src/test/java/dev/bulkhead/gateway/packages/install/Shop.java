package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.gateway.packages.PackagesHere;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.PackageShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of modules, and what tests do with it. */
record Shop(Path modules) {

    Installer installer(Progress progress) {
        return new Installer(List.of(modules), progress);
    }

    FoundPackage install(Path source) throws PackageException, IOException {
        return install(InstallRequest.of(source.toString(), List.of()));
    }

    FoundPackage install(InstallRequest request) throws PackageException, IOException {
        return installer(Progress.NONE).install(request);
    }

    PackageShelf shelf() {
        return PackageShelf.scan(List.of(modules), PackagesHere.VERSIONS);
    }

    List<String> packages() {
        return shelf().packages().stream().map(FoundPackage::id).toList();
    }

    /** {@return all files that are not about the lock and the last action} */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(modules)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> modules.relativize(file).toString())
                    .filter(file -> !file.equals(".bulkhead/lock") && !file.equals(".bulkhead/last.json"))
                    .sorted()
                    .toList();
        }
    }
}
