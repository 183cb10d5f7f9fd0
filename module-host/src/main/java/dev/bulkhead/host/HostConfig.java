package dev.bulkhead.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a host is told about a module.
 *
 * @param listen the URL that the host listens on, such as {@code tcp://127.0.0.1:*}
 * @param remote the URL that the gateway listens on for this module
 * @param module what to load
 * @param token the launch token; absent where the first line of standard input is the token, as in a host that the gateway forked
 */
record HostConfig(
        String listen,
        String remote,
        Hosted module,
        @Nullable String token) {

    /**
     * What to load.
     *
     * @param name the module's name in {@code gateway.json}
     * @param className its class
     * @param path a jar or a folder of classes, relative to the file; absent where the class is part of Bulkhead
     */
    record Hosted(String name, String className, @Nullable Path path) {}

    /** {@return the same with a path that is relative to this file made absolute} */
    HostConfig resolvedAgainst(Path file) {
        Path path = module.path();
        if (path == null) {
            return this;
        }
        Path resolved = file.toAbsolutePath().resolveSibling(path).normalize();
        return new HostConfig(listen, remote, new Hosted(module.name(), module.className(), resolved), token);
    }

    /** {@return the configuration without its token} */
    @Override
    public String toString() {
        return "HostConfig[" + listen + " to " + remote + ", " + module + "]";
    }
}
