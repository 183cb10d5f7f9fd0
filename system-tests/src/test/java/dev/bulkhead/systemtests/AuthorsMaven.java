package dev.bulkhead.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of Maven as the author of a module has it, without a network: the cache of Bulkhead's own build, and in it Bulkhead,
 * as if it had been installed.
 */
final class AuthorsMaven {
    private static final String VERSION = System.getProperty("bulkhead.version");

    private AuthorsMaven() {}

    /** {@return the repository, which is made in this folder} */
    static Path repository(Path folder) throws IOException {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Path cache = Path.of(System.getProperty("maven.cache"));
        linkAllBut("dev", cache, repository);
        Path vendors = Files.createDirectory(repository.resolve("dev"));
        linkAllBut("bulkhead", cache.resolve("dev"), vendors);
        Path ours = vendors.resolve("bulkhead");
        install(ours, "bulkhead", BulkheadProcess.ROOT);
        try (Stream<Path> parts = Files.list(BulkheadProcess.ROOT)) {
            for (Path part :
                    parts.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
                install(ours, part.getFileName().toString(), part);
            }
        }
        return repository;
    }

    private static void linkAllBut(String own, Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(each -> Files.isDirectory(each)
                            && !each.getFileName().toString().equals(own))
                    .toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    private static void install(Path group, String name, Path part) throws IOException {
        Path place = Files.createDirectories(group.resolve(name).resolve(VERSION));
        Files.copy(part.resolve("pom.xml"), place.resolve(name + "-" + VERSION + ".pom"));
        String jar = name + "-" + VERSION + ".jar";
        // The gateway's is made where the launcher looks for it.
        Path dist = Path.of(System.getProperty("bulkhead.lib"), name + ".jar");
        for (Path made : List.of(part.resolve("target").resolve(jar), dist)) {
            if (Files.exists(made) && Files.notExists(place.resolve(jar))) {
                Files.copy(made, place.resolve(jar));
            }
        }
    }
}
