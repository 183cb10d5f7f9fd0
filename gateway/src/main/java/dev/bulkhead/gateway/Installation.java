package dev.bulkhead.gateway;

import dev.bulkhead.gateway.archive.ClassArchives;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of Bulkhead are.
 *
 * @param java the java command that runs this process, and forked hosts
 * @param hostJar the module host; the jars it needs lie beside it
 * @param hostOptions a file with options that suit this java command and host; null if there is none
 * @param launcher the command that starts Bulkhead
 */
public record Installation(
        Path java, Path hostJar, @Nullable Path hostOptions, String launcher) {

    /**
     * Finds the parts: the launcher passes {@code bulkhead.lib}, the folder with the jars, {@code bulkhead.launcher},
     * and, if they are made and fit, {@code bulkhead.archives}, the folder with the {@link ClassArchives}.
     *
     * @throws IllegalStateException if there is no module host
     */
    public static Installation find() {
        Path lib = Path.of(System.getProperty("bulkhead.lib", "lib"))
                .toAbsolutePath()
                .normalize();
        Path hostJar = lib.resolve("module-host.jar");
        if (!Files.isRegularFile(hostJar)) {
            throw new IllegalStateException(
                    "there is no module-host.jar in " + lib + "; start Bulkhead with its launcher, bulkhead");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String archives = System.getProperty("bulkhead.archives", "");
        Path hostOptions = archives.isEmpty() ? null : new ClassArchives(Path.of(archives)).hostOptions();
        return new Installation(java, hostJar, hostOptions, System.getProperty("bulkhead.launcher", "bulkhead"));
    }

    /** {@return the version of Bulkhead} */
    public static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
