package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bulkhead.host.load.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The small file that a host is started with.
 *
 * @param listen the URL that the host listens on, such as {@code tcp://127.0.0.1:*}
 * @param remote the URL that the gateway listens on for this module
 * @param module what to load
 * @param token the launch token; absent where the first line of standard input is the token, as in a host that the gateway forked
 * @param security how host and gateway know each other
 */
record HostConfig(
        String listen,
        String remote,
        Hosted module,
        @Nullable String token,
        HostSecurity security) {

    /**
     * What to load.
     *
     * @param name the module's name in {@code gateway.json}
     * @param className its class
     * @param path a jar or a folder of classes, relative to the file; absent where the class is part of Bulkhead
     */
    record Hosted(String name, String className, @Nullable Path path) {}

    /**
     * Reads a configuration file.
     *
     * @throws IOException if it cannot be read or is wrong, with a text that says where
     */
    static HostConfig read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        try {
            return HostConfigReader.read(Files.readString(file)).resolvedAgainst(file);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw new IOException(file + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + ErrorText.of(e), e);
        }
    }

    private HostConfig resolvedAgainst(Path file) {
        Path path = module.path();
        Path resolved =
                path == null ? null : file.toAbsolutePath().resolveSibling(path).normalize();
        Hosted hosted = new Hosted(module.name(), module.className(), resolved);
        return new HostConfig(listen, remote, hosted, token, security.resolvedAgainst(file));
    }

    /** {@return the configuration without its token} */
    @Override
    public String toString() {
        return "HostConfig[" + listen + " to " + remote + ", " + module + "]";
    }
}
