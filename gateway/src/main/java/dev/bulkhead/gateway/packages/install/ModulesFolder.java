package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder of modules, held by one installer at a time, of this process or another. A hidden folder in it, and so on the same file
 * system, has all that is on its way; whoever comes next clears away what somebody left who was killed.
 */
final class ModulesFolder implements AutoCloseable {
    /** Hidden from those who look for packages. */
    static final String HIDDEN = ".bulkhead";

    private static final String STAGING = "staging-";
    /** Locks of files are between processes only. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final Path hidden;
    private final FileChannel channel;

    private ModulesFolder(Path folder, Path hidden, FileChannel channel) {
        this.folder = folder;
        this.hidden = hidden;
        this.channel = channel;
    }

    /**
     * {@return the folder, held until it is closed; it is made if it is not there} Waits for others who hold it.
     *
     * @throws IOException if it cannot be made or written to
     */
    static ModulesFolder hold(Path folder, Progress progress) throws IOException {
        IN_THIS_PROCESS.lock();
        try {
            Path hidden = folder.resolve(HIDDEN);
            Files.createDirectories(hidden);
            FileChannel channel =
                    FileChannel.open(hidden.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    progress.step("waiting for another installation in " + folder);
                    lock = channel.lock();
                }
                ModulesFolder held = new ModulesFolder(folder, hidden, channel);
                held.clear();
                return held;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            IN_THIS_PROCESS.unlock();
            throw e;
        }
    }

    private void clear() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(hidden, STAGING + "*")) {
            for (Path each : left) {
                Durably.delete(each);
            }
        }
    }

    /** {@return a new empty folder for what is on its way} */
    Path stage() throws IOException {
        return Files.createDirectory(
                hidden.resolve(STAGING + ProcessHandle.current().pid() + "-" + System.nanoTime()));
    }

    /** {@return where a package lies that is in force} */
    Path place(String entry) {
        return folder.resolve(entry);
    }

    /** {@return where a package lies that was removed last} */
    Path removed(String entry) {
        return hidden.resolve("removed").resolve(entry);
    }

    /** {@return what was done last} */
    LastAction last() throws PackageException, IOException {
        return LastAction.read(hidden.resolve("last.json"));
    }

    /** Notes what is about to be done, and gives up what was removed before. */
    void note(LastAction action) throws IOException {
        Durably.delete(hidden.resolve("removed"));
        Files.createDirectories(hidden.resolve("removed"));
        noteUndone(action);
    }

    /** Notes that what was done last was undone. */
    void noteUndone(LastAction action) throws IOException {
        Durably.write(hidden.resolve("last.json"), action.json());
    }

    /** Lets go of the folder. */
    @Override
    public void close() throws IOException {
        try {
            // With it goes the lock.
            channel.close();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
