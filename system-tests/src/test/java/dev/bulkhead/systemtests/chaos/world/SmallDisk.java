package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A small file system of its own for the gateway's data folder, which can be filled and closed to writers. */
public final class SmallDisk implements AutoCloseable {
    private static final long SIZE = 64L << 20;
    private static final int CHUNK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static Optional<String> missing() throws InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("root, for a small disk");
        }
        return Files.exists(Path.of("/dev/loop-control")) && Shell.succeeds("mkfs.ext4", "-V")
                ? Optional.empty()
                : Optional.of("loop devices and mkfs.ext4, for a small disk");
    }

    /** Mounts one. */
    static SmallDisk open(Path image, Path folder) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        String unused = Shell.run("mkfs.ext4", "-q", "-m", "0", image.toString());
        Files.createDirectories(folder);
        unused = Shell.run("mount", "-o", "loop", image.toString(), folder.toString());
        unused = Shell.run("chmod", "700", folder.toString());
        return new SmallDisk(folder);
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Fills it to the last byte. */
    public void fill() throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() > CHUNK) {
                throw e;
            }
        }
    }

    public void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    /**
     * Refuses what would be written, through open files too, and new files. A remount is not possible while files are open for
     * writing, so each is made immutable: but those that are shared memory, which a disk that turns read-only lets be written.
     */
    public void refuseWrites(boolean refuse) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("chattr", refuse ? "+i" : "-i"));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> Files.isRegularFile(file) || Files.isDirectory(file))
                    .map(Path::toString)
                    .filter(file -> !file.endsWith("-shm"))
                    .forEach(command::add);
        }
        String unused = Shell.run(command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        Shell.finish(() -> {
            String unused = Shell.run("umount", folder.toString());
        });
    }
}
