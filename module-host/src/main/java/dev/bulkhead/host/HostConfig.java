package dev.bulkhead.host;

import dev.bulkhead.wire.zmq.Security;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a host is told about a module.
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

    /** {@return the same with paths that are relative to this file made absolute} */
    HostConfig resolvedAgainst(Path file) {
        Path path = module.path();
        Path resolved =
                path == null ? null : file.toAbsolutePath().resolveSibling(path).normalize();
        Hosted hosted = new Hosted(module.name(), module.className(), resolved);
        return new HostConfig(listen, remote, hosted, token, security.resolvedAgainst(file));
    }

    /**
     * {@return how to secure the sockets}
     *
     * @throws IOException if the keys cannot be read, or are missing where they are needed
     */
    Security secured() throws IOException {
        return security.conclude(listen, remote);
    }

    /** {@return the configuration without its token} */
    @Override
    public String toString() {
        return "HostConfig[" + listen + " to " + remote + ", " + module + "]";
    }
}
