package dev.bulkhead.proxy.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The small configuration file of a module host, which only the gateway's user can read. */
final class HostFile implements ModuleFile {
    private static final Logger LOG = LoggerFactory.getLogger(HostFile.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The folder of the hosts' files, and the data folder that it is in, are the gateway's own. */
    private static final int FOLDERS = 2;

    private final Path path;

    HostFile(Path path) {
        this.path = path;
    }

    @Override
    public Path path() {
        return path;
    }

    /** {@return true: its one module is all} */
    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public void write(HostEntry module) throws IOException {
        write(module.json());
    }

    /** Writes the file of a host that hears of its modules on its standard input. */
    void writeShared(String host) throws IOException {
        write(MAPPER.createObjectNode().put("host", host));
    }

    /** Writes the file of a host that has these modules, or replaces it as a whole. */
    void writeShared(String host, Collection<HostEntry> modules) throws IOException {
        ObjectNode file = MAPPER.createObjectNode().put("host", host);
        ArrayNode listed = file.putArray("modules");
        modules.forEach(module -> listed.add(module.json()));
        write(file);
    }

    private void write(ObjectNode file) throws IOException {
        makeFolder(path.toAbsolutePath().resolveSibling(""));
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

    /** Removes the file, if it is there. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", path, e.toString());
        }
    }

    /** Makes a folder that only this user can look into, unless it is there. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
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
        try {
            give(user, group);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException(
                    "the host is to run as " + new Identity(user, group) + ": there is no \"" + e.getName()
                            + "\" on this machine; make it, or correct the activation",
                    e);
        }
        Path folder = path.toAbsolutePath().getParent();
        for (int level = 0; level < FOLDERS && folder != null; level++) {
            letPass(folder);
            folder = folder.getParent();
        }
    }

    private void give(@Nullable String user, @Nullable String group) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
        if (user != null) {
            view.setOwner(names.lookupPrincipalByName(user));
        }
        if (group != null) {
            view.setGroup(names.lookupPrincipalByGroupName(group));
            view.setPermissions(PosixFilePermissions.fromString(user == null ? "rw-r-----" : "rw-------"));
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

    @Override
    public Optional<String> read(String key) {
        return text(content(), key);
    }

    /** {@return a text of the part that a file of several modules has for this one; empty if there is none} */
    Optional<String> read(String module, String key) {
        for (JsonNode entry : content().path("modules")) {
            if (entry.path("module").path("name").asText().equals(module)) {
                return text(entry, key);
            }
        }
        return Optional.empty();
    }

    private JsonNode content() {
        try {
            return MAPPER.readTree(path.toFile());
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    private static Optional<String> text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
