package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway and the container of a host share: the host's file, and the sockets of the tunnel between them. Nobody but these
 * two can look into it. The token is not in it.
 */
final class HostFolder {
    static final String FILE = "host.json";

    private static final String UID = "unix:uid";
    private static final String GID = "unix:gid";
    private static final int ROOT = 0;
    /** From here on no system gives numbers to users, and engines take no more than 31 bits. */
    private static final int FIRST_FREE_UID = 0x7000_0000;

    private static final int FREE_UIDS = 0x0FFD_0000;

    private final Path path;
    private final HostFile file;
    private int ownUid;
    private int ownGid;

    HostFolder(Path path) {
        this.path = path;
        file = new HostFile(path.resolve(FILE));
    }

    Path path() {
        return path;
    }

    /** Writes the host's file; makes the folder, if it is not there. */
    void write(String listen, String remote, ModuleToLoad module) throws IOException {
        file.write(new HostEntry(listen, remote, module, null));
        ownUid = (Integer) Files.getAttribute(file.path(), UID);
        ownGid = (Integer) Files.getAttribute(file.path(), GID);
    }

    /** {@return whether the gateway runs as root} After {@link #write}. */
    boolean isOfRoot() {
        return ownUid == ROOT;
    }

    /**
     * {@return who is to run the container, as {@code UID:GID}} After {@link #write}.
     *
     * @param named as configured; null for the gateway's own user, or one that nothing else has where that is root
     */
    String user(@Nullable String named) {
        if (named != null) {
            return named.contains(":") ? named : named + ":" + named;
        }
        return isOfRoot() ? userOfItsOwn() : ownUid + ":" + ownGid;
    }

    /** A number shared with others, such as nobody's, would let them into the folder. The folder's path belongs to one module. */
    private String userOfItsOwn() {
        byte[] ours = path.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        int number = FIRST_FREE_UID
                + (int) Math.floorMod(UUID.nameUUIDFromBytes(ours).getLeastSignificantBits(), (long) FREE_UIDS);
        return number + ":" + number;
    }

    /** Lets a user look into the folder, and the gateway still. After all is in it. */
    void giveTo(String user) throws IOException {
        int colon = user.indexOf(':');
        int uid = Integer.parseInt(user.substring(0, colon));
        if (uid == ownUid || uid == ROOT) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path each : Stream.concat(files, Stream.of(path)).toList()) {
                Files.setAttribute(each, GID, Integer.parseInt(user.substring(colon + 1)));
                Files.setAttribute(each, UID, uid);
            }
        } catch (IOException e) {
            throw new IOException(
                    "the folder " + path + " cannot be given to the container's user " + user
                            + " (user): only a gateway that runs as root may do that; leave the key \"user\" out",
                    e);
        }
    }

    /** Removes the folder. */
    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> files = Files.list(path)) {
            left = files.toList();
        }
        for (Path each : left) {
            Files.deleteIfExists(each);
        }
        Files.deleteIfExists(path);
    }
}
