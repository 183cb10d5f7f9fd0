package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.ZipBounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Gets the files of a package out of a zip or a folder. */
final class Unpacking {
    private static final int EXECUTABLE = 0111;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;

    private Unpacking() {}

    /** Unpacks a zip, with the modes of its files where it says them. */
    static void zip(Path zip, Room room) throws PackageException, IOException {
        ZipBounds.require(zip);
        Map<String, Integer> modes = ZipModes.read(zip);
        try (ZipFile open = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = open.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                int mode = modes.getOrDefault(entry.getName(), 0);
                if ((mode & KIND) == LINK) {
                    throw new PackageException(
                            "the file " + entry.getName() + " in it is a link, and none is followed");
                }
                if (!entry.isDirectory()) {
                    try (InputStream in = open.getInputStream(entry)) {
                        room.write(entry.getName(), in, (mode & EXECUTABLE) != 0);
                    }
                }
            }
        } catch (ZipException e) {
            throw new PackageException("it cannot be read as a zip: " + e.getMessage(), e);
        }
    }

    /** Copies a folder. */
    static void folder(Path folder, Room room) throws PackageException, IOException {
        try {
            Files.walkFileTree(folder, new Copying(folder, room));
        } catch (Refusal e) {
            throw e.reason;
        }
    }

    /** Carries a refusal through a visitor. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        private final PackageException reason;

        Refusal(PackageException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Room room;

        Copying(Path folder, Room room) {
            this.folder = folder;
            this.room = room;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = folder.relativize(file).toString().replace('\\', '/');
            try {
                if (!attributes.isRegularFile()) {
                    throw new PackageException("the file " + name
                            + " in it is a link or no plain file; put a copy of what is meant there");
                }
                try (InputStream in = Files.newInputStream(file)) {
                    room.write(name, in, Files.isExecutable(file));
                }
            } catch (PackageException e) {
                throw new Refusal(e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
