package dev.bulkhead.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The files of a store, and how a database takes the place of another in steps of which each can be the last before a power loss. */
final class StoreFiles {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String FRESH = "links.salvaged";
    private static final String WAL = "-wal";
    private static final String SHM = "-shm";

    private final Path folder;

    StoreFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    private Path database() {
        return folder.resolve(Database.FILE);
    }

    Path log() {
        return folder.resolve(Database.WAL);
    }

    /** {@return whether there is no database, or none with anything in it} */
    boolean isEmpty() throws IOException {
        return !Files.exists(database()) || Files.size(database()) == 0;
    }

    /** {@return how many bytes the database and its log have} */
    long size() {
        return size(database()) + size(log());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it is not there
        }
    }

    /** {@return a folder for the new database} */
    Path beginReplacing() throws IOException {
        Path fresh = folder.resolve(FRESH);
        if (!Files.isDirectory(fresh)) {
            Files.createDirectory(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        delete(fresh);
        return fresh;
    }

    /** Puts the database aside, with its log. {@return where it is} */
    Path setAside(Instant now) throws IOException {
        Path aside = folder.resolve(Database.FILE + ".damaged-" + TIMESTAMP.format(now));
        for (int again = 2; Files.exists(aside); again++) {
            aside = folder.resolve(Database.FILE + ".damaged-" + TIMESTAMP.format(now) + "-" + again);
        }
        // The log first: a database whose log is missing is there, a log whose database is missing is not.
        move(log(), folder.resolve(aside.getFileName() + WAL));
        boolean unused = Files.deleteIfExists(folder.resolve(Database.FILE + SHM));
        move(database(), aside);
        sync();
        return aside;
    }

    /** Puts the new database in the place of the one that was put aside; deletes it if that was never done. */
    void finishReplacing() throws IOException {
        Path fresh = folder.resolve(FRESH);
        if (!Files.isDirectory(fresh)) {
            return;
        }
        if (!Files.exists(database())) {
            move(fresh.resolve(Database.FILE), database());
            sync();
        }
        delete(fresh);
        Files.delete(fresh);
    }

    private static void delete(Path fresh) throws IOException {
        for (String ending : new String[] {"", WAL, SHM}) {
            boolean unused = Files.deleteIfExists(fresh.resolve(Database.FILE + ending));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
