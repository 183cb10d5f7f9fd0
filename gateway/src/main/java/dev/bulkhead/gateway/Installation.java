package dev.bulkhead.gateway;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of Bulkhead are.
 *
 * @param java the java command that runs this process, and forked hosts
 * @param hostJar the module host; the jars it needs lie beside it
 * @param launcher the command that starts Bulkhead
 */
public record Installation(Path java, Path hostJar, String launcher) {

    /**
     * Finds the parts: the launcher passes {@code bulkhead.lib}, the folder with the jars, and {@code bulkhead.launcher}.
     *
     * @throws IllegalStateException if there is no module host
     */
    public static Installation find() {
        Path lib = Path.of(System.getProperty("bulkhead.lib", "lib")).toAbsolutePath();
        Path hostJar = lib.resolve("module-host.jar");
        if (!Files.isRegularFile(hostJar)) {
            throw new IllegalStateException(
                    "there is no module-host.jar in " + lib + "; start Bulkhead with its launcher, bulkhead");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Installation(java, hostJar, System.getProperty("bulkhead.launcher", "bulkhead"));
    }

    /** {@return the version of Bulkhead} */
    public static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
