package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    /** Who has nothing on any system. */
    private static final String NOBODY = "65534:65534";

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
     * @param named as configured; null for the gateway's own user, or nobody where that is root
     */
    String user(@Nullable String named) {
        if (named != null) {
            return named.contains(":") ? named : named + ":" + named;
        }
        return isOfRoot() ? NOBODY : ownUid + ":" + ownGid;
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
