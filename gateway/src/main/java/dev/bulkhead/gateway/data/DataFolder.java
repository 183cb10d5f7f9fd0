package dev.bulkhead.gateway.data;

import dev.bulkhead.proxy.activation.Tokens;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * The gateway's {@code data} folder: the token of the control endpoint, its address, and the hosts' files. One gateway at a time
 * uses it.
 */
public final class DataFolder implements AutoCloseable {
    private static final String TOKEN = "control.token";
    private static final Pattern TOKEN_TEXT = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_TOKEN_FILE = 100;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final String ADDRESS = "control.address";
    private static final String KEYS = "gateway.key";
    private static final String LOCK = "gateway.lock";
    private static final int LOCK_ATTEMPTS = 5;
    private static final long LOCK_PAUSE_NANOS = 50_000_000L;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes a folder for this gateway, and makes it if it is not there.
     *
     * @throws IOException if it cannot be used, or another gateway uses it
     */
    public static DataFolder open(Path folder) throws IOException {
        try {
            make(folder);
            return new DataFolder(folder, locked(folder, openLock(folder.resolve(LOCK))));
        } catch (AccessDeniedException | FileAlreadyExistsException e) {
            throw new IOException(
                    "cannot use the data folder " + folder + " (gateway.data): no access to " + e.getFile(), e);
        } catch (FileSystemException e) {
            throw new IOException("cannot use the data folder " + folder + " (gateway.data): " + e.getMessage(), e);
        }
    }

    /** Makes a folder that nobody but this user can look into, unless it is there. */
    public static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Who can only read a file can still lock it, and so keep the gateway from starting. */
    private static FileChannel openLock(Path file) throws IOException {
        FileChannel lock = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.setPosixFilePermissions(file, PRIVATE);
        return lock;
    }

    private static FileChannel locked(Path folder, FileChannel lock) throws IOException {
        // Somebody who only looks whether a gateway runs may hold the lock for a moment.
        for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            if (take(lock)) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        lock.close();
        throw new IOException("another gateway uses the data folder " + folder
                + "; stop it, or name another folder with gateway.data");
    }

    private static boolean take(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it
        }
    }

    /** {@return whether a gateway uses a folder at this moment} */
    public static boolean isInUse(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(LOCK))) {
            return false;
        }
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            return !take(lock);
        }
    }

    /**
     * {@return the token of the control endpoint, which is made if there is none that is good: well-formed, and for nobody else}
     *
     * @throws IOException if it cannot be read or written
     */
    public String token() throws IOException {
        Path file = folder.resolve(TOKEN);
        if (!isPrivate(file) || !TOKEN_TEXT.matcher(readToken(folder)).matches()) {
            Files.deleteIfExists(file);
            writePrivately(file, Tokens.fresh());
        }
        return readToken(folder);
    }

    private static boolean isPrivate(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getPosixFilePermissions(file).equals(PRIVATE)
                && Files.getOwner(file).getName().equals(System.getProperty("user.name"))
                && Files.size(file) < LONGEST_TOKEN_FILE;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = Files.newByteChannel(file, how, PosixFilePermissions.asFileAttribute(PRIVATE))) {
            out.write(StandardCharsets.US_ASCII.encode(text + "\n"));
        }
    }

    /**
     * {@return the gateway's keys for hosts on other machines, which are made if they are not there}
     *
     * @param folder the data folder, which is made too
     */
    public static CurveKeys keys(Path folder) throws IOException {
        make(folder);
        return new KeyFile(folder.resolve(KEYS)).readOrCreate();
    }

    /** Notes where the control endpoint listens, for commands that look for it. */
    public void writeControlAddress(InetSocketAddress address) throws IOException {
        Path file = folder.resolve(ADDRESS);
        Files.deleteIfExists(file);
        writePrivately(file, address.getHostString() + ":" + address.getPort());
    }

    /**
     * {@return the token of the gateway that uses a folder}
     *
     * @throws IOException if there is none that can be read
     */
    public static String readToken(Path folder) throws IOException {
        return Files.readString(folder.resolve(TOKEN), StandardCharsets.ISO_8859_1)
                .strip();
    }

    /**
     * {@return where the gateway that uses a folder listens, as HOST:PORT}
     *
     * @throws IOException if none has written that
     */
    public static String readControlAddress(Path folder) throws IOException {
        return Files.readString(folder.resolve(ADDRESS)).strip();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(ADDRESS));
            lock.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(DataFolder.class).warn("cannot release the data folder {}", folder, e);
        }
    }
}
