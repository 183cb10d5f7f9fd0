package dev.bulkhead.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Podman with data of the tests' own. */
final class Podman extends TestEngine {
    private static @Nullable Podman shared;

    private Podman(Path folder) {
        super("podman", folder);
    }

    /** {@return the one of all tests} */
    static synchronized Podman shared() throws Exception {
        if (shared == null) {
            require("podman");
            Podman made = new Podman(Files.createTempDirectory("bhp"));
            Runtime.getRuntime().addShutdownHook(new Thread(made::close, "end-of-podman"));
            Path folder = made.folder();
            made.prepare("--root " + folder.resolve("root") + " --runroot " + folder.resolve("run") + " --tmpdir "
                    + folder.resolve("tmp"));
            made.makeImage();
            shared = made;
        }
        return shared;
    }

    /** Podman wants to raise limits, which a root without all capabilities, as in a virtual machine for tests, may not do. */
    @Override
    String activation(String moreKeys) {
        return super.activation(
                ", \"options\": [ \"--ulimit\", \"nofile=1024:1024\", \"--ulimit\", \"nproc=4096:4096\" ]" + moreKeys);
    }

    @Override
    public void close() {
        clear("run");
    }
}
