package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file or folder of this machine that a container sees.
 *
 * @param source where it is on this machine; absolute
 * @param target where the container sees it; absolute
 * @param writable whether the container may change it
 */
public record ContainerMount(Path source, String target, boolean writable) {

    /** {@return the value of the engine's option {@code --mount}} */
    String option() throws IOException {
        String paths = source + target;
        if (paths.contains(",") || paths.contains("\"")) {
            throw new IOException("no path with a comma or a quote can be mounted: " + source + " at " + target);
        }
        return "type=bind,source=" + source + ",target=" + target + (writable ? "" : ",readonly");
    }
}
