package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The engine of this machine that runs modules in containers. */
final class Containers {
    private Containers() {}

    /** {@return the command of an engine that answers; empty if there is none} */
    static Optional<String> engine() throws InterruptedException {
        for (String engine : Stream.of("docker", "podman").toList()) {
            if (Shell.succeeds(engine, "info")) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    /** Makes the image of the module host. */
    static void prepare(Path launcher) throws IOException, InterruptedException {
        String unused = Shell.run(launcher.toString(), "image", "--engine", engine().orElseThrow());
    }

    /**
     * {@return an activation whose module may write its journal}
     *
     * @param folder where the journals are
     */
    static String activation(Path folder) {
        String engine = Shell.uninterrupted(() -> engine().orElseThrow());
        // Podman wants to raise limits, which a root without all capabilities, as in a virtual machine for tests, may
        // not do.
        String options = engine.equals("podman")
                ? "\"options\": [ \"--ulimit\", \"nofile=1024:1024\", \"--ulimit\", \"nproc=4096:4096\" ], "
                : "";
        return "{ \"type\": \"container\", \"engine\": \"" + engine + "\", \"user\": \"0\", " + options
                + "\"mounts\": [\"" + folder + ":" + folder + ":rw\"], " + Place.LIMITS + " }";
    }
}
