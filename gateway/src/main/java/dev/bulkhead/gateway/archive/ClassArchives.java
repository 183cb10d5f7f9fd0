package dev.bulkhead.gateway.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archives of a gateway's and of a host's classes, as one Java holds them in memory, each with a file of the options to
 * start with. They lie in a folder of their own for that Java and these jars. Whether they are there, whole, and newer than the
 * jars, is for the launcher to look at, which needs that before there is a JVM.
 */
public final class ClassArchives {
    private static final String GATEWAY = "gateway";
    private static final String HOST = "host";
    /** Written last: the sizes of both archives. A JVM that maps a file that was cut short crashes. */
    private static final String SIZES = "sizes";

    private static final String LOCK = "lock";
    private static final String WORK = "work";

    private final Path folder;

    /**
     * Names the archives.
     *
     * @param folder where they are, or are to be made
     */
    public ClassArchives(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** {@return the file with the options for a host's start} */
    public Path hostOptions() {
        return options(HOST);
    }

    private Path options(String process) {
        return folder.resolve(process + ".options");
    }

    /**
     * Makes both archives by a gateway with a forked host that runs for a moment, and puts them in their place. What is there
     * already is replaced. When another process is about to do the same, does nothing.
     *
     * @param java the java command
     * @param lib the folder with the jars
     * @return whether they were made here
     * @throws IOException if they cannot be made; then there are none, and nobody needs them
     */
    public boolean make(Path java, Path lib) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            Path work = folder.resolve(WORK);
            delete(work);
            Files.createDirectory(work);
            try {
                make(new Training(java, lib, work), work);
            } finally {
                delete(work);
            }
            return true;
        }
    }

    private void make(Training training, Path work) throws IOException, InterruptedException {
        training.run();
        Files.deleteIfExists(folder.resolve(SIZES));
        long gateway = make(GATEWAY, training, work);
        long host = make(HOST, training, work);
        Path sizes = work.resolve(SIZES);
        Files.writeString(sizes, gateway + " " + host + "\n");
        put(sizes, folder.resolve(SIZES));
    }

    private long make(String process, Training training, Path work) throws IOException, InterruptedException {
        Path archive = folder.resolve(process + ".jsa");
        put(training.dump(process), archive);
        Path options = work.resolve(process + ".options");
        Files.write(options, quoted(training.options(archive)));
        put(options, options(process));
        return Files.size(archive);
    }

    /** {@return the options as the java command reads them from a file} */
    private static List<String> quoted(List<String> options) {
        return options.stream()
                .map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }

    /** A process that has the old file open keeps it. */
    private static void put(Path made, Path place) throws IOException {
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.READ)) {
            file.force(true);
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(tree)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
