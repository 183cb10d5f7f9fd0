package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who has access to a file that says what a process is to do, and may hold secrets. Where there are no Unix permissions, nothing is known. */
public final class FileAccess {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int OF_OTHERS = 0077;
    private static final int ROOT = 0;
    private static final int UNKNOWN = -1;
    private static final Path STATUS = Path.of("/proc/self/status");
    /** The first number is the real one. */
    private static final Pattern EFFECTIVE_UID = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)");

    private final Path path;
    private final int mode;
    private final boolean foreign;

    private FileAccess(Path path, int mode, boolean foreign) {
        this.path = path;
        this.mode = mode;
        this.foreign = foreign;
    }

    /**
     * {@return who has access to a file}
     *
     * @throws IOException if it is not there
     */
    public static FileAccess of(Path path) throws IOException {
        return of(path, ownUid(), System.getenv("CREDENTIALS_DIRECTORY"));
    }

    /**
     * As {@link #of(Path)}.
     *
     * @param ownUid the user of this process
     * @param credentials the folder where systemd lets in nobody but the unit, whatever the modes of the files say; null if there is none
     */
    static FileAccess of(Path path, int ownUid, @Nullable String credentials) throws IOException {
        boolean guarded = credentials != null
                && path.toAbsolutePath()
                        .normalize()
                        .startsWith(Path.of(credentials).toAbsolutePath());
        if (guarded || !FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return new FileAccess(path, 0, false);
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid");
        int owner = (Integer) attributes.getOrDefault("uid", ROOT);
        int mode = (Integer) attributes.getOrDefault("mode", 0);
        return new FileAccess(path, mode, owner != ROOT && owner != ownUid && ownUid != UNKNOWN);
    }

    /** The name of the user says nothing where a number has none. */
    private static int ownUid() {
        try {
            Matcher line = EFFECTIVE_UID.matcher(Files.readString(STATUS));
            return line.find() ? Integer.parseInt(line.group(1)) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** {@return why somebody else could have written what the file says, with the remedy; empty if nobody could} */
    public Optional<String> forgeable() {
        if (foreign) {
            return Optional.of(
                    path + " belongs to another user, who could change it; chown it to the user of this process, "
                            + "or run this as that user");
        }
        return (mode & WRITABLE_BY_OTHERS) == 0
                ? Optional.empty()
                : Optional.of(
                        "others than its owner can write to " + path + "; chmod 600 it, and look at what it says");
    }

    /** {@return whether anybody but the owner has access} */
    public boolean isOpenToOthers() {
        return (mode & OF_OTHERS) != 0;
    }
}
