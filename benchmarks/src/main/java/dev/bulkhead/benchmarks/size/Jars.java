package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.gateway.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jars of the distribution: all of them, and those on the class path of a host. */
public final class Jars implements Contestant {
    private static final double KIBIBYTE = 1024;
    private static final String HOST = "module-host.jar";

    @Override
    public String name() {
        return Names.JARS;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("all, KiB", kibibytes(jars(Installation.lib())));
        List<Path> host = hostClassPath();
        metrics.put("of a host, KiB", kibibytes(host));
        for (Path jar : host) {
            metrics.put("of a host: " + jar.getFileName() + ", KiB", kibibytes(List.of(jar)));
        }
        return metrics;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static List<Path> hostClassPath() throws IOException {
        Path jar = Installation.lib().resolve(HOST);
        try (JarFile file = new JarFile(jar.toFile())) {
            String others = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.concat(Stream.of(HOST), Stream.of(others.split(" ", -1)))
                    .map(Installation.lib()::resolve)
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static double kibibytes(List<Path> files) throws IOException {
        double bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes / KIBIBYTE;
    }
}
