package dev.bulkhead.gateway;

import dev.bulkhead.gateway.archive.ClassArchives;
import dev.bulkhead.host.load.ModuleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    private static final String HOST = "module-host.jar";

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
        Path hostJar = lib.resolve(HOST);
        if (!Files.isRegularFile(hostJar)) {
            throw new IllegalStateException(
                    "there is no " + HOST + " in " + lib + "; start Bulkhead with its launcher, bulkhead");
        }
        String archives = System.getProperty("bulkhead.archives", "");
        Path hostOptions = archives.isEmpty() ? null : new ClassArchives(Path.of(archives)).hostOptions();
        return new Installation(thisJava(), hostJar, hostOptions, System.getProperty("bulkhead.launcher", "bulkhead"));
    }

    /**
     * {@return the parts for a gateway in an application's process; empty if the jar of the module host is neither in the folder
     * {@code bulkhead.lib} nor, with what it needs beside it, on the class path}
     */
    static Optional<Installation> findForApplication() {
        if (System.getProperty("bulkhead.lib") != null) {
            return Optional.of(find());
        }
        Path hostJar = ModuleLoader.jarOf(ModuleLoader.class.getName()).orElse(null);
        if (hostJar == null || !Files.isRegularFile(hostJar.resolveSibling("module-api.jar"))) {
            return Optional.empty();
        }
        return Optional.of(new Installation(thisJava(), hostJar, null, "bulkhead"));
    }

    /** {@return an installation without a module host, for a gateway whose modules need none} */
    static Installation withoutHost() {
        return new Installation(thisJava(), Path.of(HOST), null, "bulkhead");
    }

    private static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** {@return the version of Bulkhead} */
    public static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
