package dev.bulkhead.proxy.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The small configuration file of a module host, which only the gateway's user can read. */
final class HostFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The folder of the hosts' files, and the data folder that it is in, are the gateway's own. */
    private static final int FOLDERS = 2;

    private final Path path;

    HostFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Writes the file, or replaces it as a whole.
     *
     * @param token the launch token; null if it travels another way
     */
    void write(String listen, String remote, ModuleToLoad module, @Nullable String token) throws IOException {
        write(listen, remote, module, token, Map.of());
    }

    /**
     * As {@link #write(String, String, ModuleToLoad, String)}.
     *
     * @param more further keys and their values
     */
    void write(String listen, String remote, ModuleToLoad module, @Nullable String token, Map<String, String> more)
            throws IOException {
        ObjectNode file = MAPPER.createObjectNode().put("listen", listen).put("remote", remote);
        ObjectNode hosted = file.putObject("module").put("name", module.name()).put("class", module.className());
        if (module.path() != null) {
            hosted.put("path", module.path().toString());
        }
        if (token != null) {
            file.put("token", token);
        }
        more.forEach(file::put);
        Files.createDirectories(path.toAbsolutePath().getParent(), mode("rwx------"));
        Path fresh = Files.createTempFile(
                path.toAbsolutePath().getParent(), path.getFileName() + "", ".new", mode("rw-------"));
        try {
            Files.write(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // It holds the token, and must not stay where it could not be put in place.
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Lets another user or group read the file, and none but it.
     *
     * @param user its name or number; null for nobody else
     * @param group as well
     */
    void allow(@Nullable String user, @Nullable String group) throws IOException {
        if (user == null && group == null) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
        if (user != null) {
            view.setOwner(names.lookupPrincipalByName(user));
        }
        if (group != null) {
            view.setGroup(names.lookupPrincipalByGroupName(group));
            view.setPermissions(PosixFilePermissions.fromString(user == null ? "rw-r-----" : "rw-------"));
        }
        Path folder = path.toAbsolutePath().getParent();
        for (int level = 0; level < FOLDERS && folder != null; level++) {
            letPass(folder);
            folder = folder.getParent();
        }
    }

    /** Those who know the name of a file in a folder may get at it then, as far as the file itself allows. */
    private static void letPass(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(folder, permissions);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** {@return a text of the file as it is now; empty if there is no file or no such text} */
    Optional<String> read(String key) {
        try {
            JsonNode value = MAPPER.readTree(path.toFile()).path(key);
            return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
