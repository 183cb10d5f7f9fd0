package dev.bulkhead.benchmarks.gateway;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the parts of Bulkhead are, as {@code script/bench} and {@code script/soak} say. */
public final class Installation {
    private Installation() {}

    /** {@return the root of the clone} */
    public static Path root() {
        String root = System.getProperty("bulkhead.root");
        if (root == null) {
            throw new IllegalStateException("start this with script/bench or script/soak");
        }
        return Path.of(root);
    }

    /** {@return the launcher} */
    public static Path launcher() {
        return root().resolve("bulkhead");
    }

    /** {@return the folder with the jars of gateway and host} */
    public static Path lib() {
        return root().resolve("gateway/target/dist/lib");
    }

    /** {@return the jar with the modules of the benchmark: the first of the class path} */
    public static Path modulesJar() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }
}
