package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.JarDescriptor;
import dev.bulkhead.packages.NativeFolder;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a package on their way, and what they say of themselves. */
final class Content {
    private final Path folder;

    Content(Path folder) {
        this.folder = folder;
    }

    /** {@return the descriptor of an unpacked package: its own, or that of the one jar that has one} */
    Descriptor descriptor() throws PackageException, IOException {
        Path own = folder.resolve(Descriptor.IN_FOLDER);
        if (Files.isRegularFile(own)) {
            Descriptor descriptor = DescriptorJson.read(text(own), Descriptor.IN_FOLDER);
            requireProgram(descriptor);
            return descriptor;
        }
        List<String> jars = new ArrayList<>();
        List<Descriptor> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : files) {
                Optional<Descriptor> descriptor = JarDescriptor.read(jar);
                descriptor.ifPresent(found::add);
                descriptor.ifPresent(unused -> jars.add(String.valueOf(jar.getFileName())));
            }
        }
        if (found.size() != 1) {
            throw new PackageException(
                    found.isEmpty()
                            ? "it has no descriptor: neither a " + Descriptor.IN_FOLDER + ", nor a jar with a "
                                    + Descriptor.IN_JAR + ", which the annotation processor of Bulkhead writes"
                            : "several of its jars have a descriptor, so it is not one package: "
                                    + String.join(", ", jars));
        }
        return found.get(0);
    }

    private void requireProgram(Descriptor descriptor) throws PackageException, IOException {
        if (descriptor.executable() == null) {
            return;
        }
        Path program = folder.resolve(descriptor.executable());
        if (!Files.isRegularFile(program)) {
            throw new PackageException("its program " + descriptor.executable() + " is not in it");
        }
        Room.makeExecutable(program);
    }

    private static String text(Path file) throws PackageException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(DescriptorJson.MAX_BYTES + 1);
            if (bytes.length > DescriptorJson.MAX_BYTES) {
                throw new PackageException(file.getFileName() + " has more than " + (DescriptorJson.MAX_BYTES >> 10)
                        + " KiB, which is the most that is read");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Leaves the native parts for one kind of machine only. */
    void keepNatives(Descriptor descriptor, Platform platform) throws PackageException, IOException {
        List<NativeFolder> all = descriptor.natives();
        if (all.isEmpty()) {
            return;
        }
        if (all.stream().noneMatch(each -> each.platform().equals(platform))) {
            throw new PackageException(descriptor.id() + " has no native part for " + platform + "; it has some for "
                    + all.stream().map(each -> each.platform().toString()).collect(Collectors.joining(", ")));
        }
        for (NativeFolder each : all) {
            if (!each.platform().equals(platform)) {
                Durably.delete(folder.resolve(each.path()));
            }
        }
    }

    /** {@return whether these are the first bytes of something that can be run} */
    static boolean isProgram(byte[] start) {
        boolean script = start.length >= 2 && start[0] == '#' && start[1] == '!';
        boolean elf = start.length >= 4 && start[0] == 0x7F && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
        return script || elf;
    }

    /** {@return whether these are the first bytes of a zip} */
    static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }
}
