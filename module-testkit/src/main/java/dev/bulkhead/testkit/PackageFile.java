package dev.bulkhead.testkit;

import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A package as its author hands it out.
 *
 * @param descriptor what it says of itself
 * @param classes its jar; null if it is a program
 */
record PackageFile(Descriptor descriptor, @Nullable Path classes) {
    private static final int SECONDS = 30;

    static PackageFile read(Path file) throws IOException, InterruptedException {
        try {
            if (Files.isDirectory(file)) {
                return ofFolder(file);
            }
            if (file.toString().endsWith(".jar")) {
                return ofJar(file);
            }
            if (Files.isExecutable(file)) {
                return new PackageFile(DescriptorJson.read(capabilities(file), file.toString()), null);
            }
        } catch (PackageException e) {
            throw new IOException(e.getMessage(), e);
        }
        throw new IOException(file + " is no package: neither a jar, nor an executable program, nor a folder");
    }

    private static PackageFile ofFolder(Path folder) throws IOException, PackageException {
        Path own = folder.resolve(Descriptor.IN_FOLDER);
        if (Files.isRegularFile(own)) {
            Descriptor descriptor = DescriptorJson.read(Files.readString(own), own.toString());
            if (descriptor.executable() != null) {
                return new PackageFile(descriptor, null);
            }
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        for (Path jar : jars) {
            if (descriptorIn(jar) != null) {
                return ofJar(jar);
            }
        }
        throw new IOException(folder + " is no package: it has neither " + Descriptor.IN_FOLDER
                + " with an executable, nor a jar with " + Descriptor.IN_JAR);
    }

    private static PackageFile ofJar(Path jar) throws IOException, PackageException {
        String text = descriptorIn(jar);
        if (text == null) {
            throw new IOException(jar + " is no package: it has no " + Descriptor.IN_JAR);
        }
        return new PackageFile(DescriptorJson.read(text, jar + "!" + Descriptor.IN_JAR), jar);
    }

    private static @Nullable String descriptorIn(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(Descriptor.IN_JAR);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readNBytes(DescriptorJson.MAX_BYTES), StandardCharsets.UTF_8);
            }
        }
    }

    private static String capabilities(Path program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "capabilities")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readNBytes(DescriptorJson.MAX_BYTES), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " capabilities did not end within " + SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " capabilities ended with status " + process.exitValue());
        }
        return printed;
    }
}
