package dev.bulkhead.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads configurations for a gateway that runs. */
public interface ConfigSource {
    /**
     * {@return the configuration in a file, as if it stood in place of the present one}
     *
     * @throws ConfigException with everything that is wrong
     */
    GatewayConfig load(Path file) throws ConfigException;

    /**
     * {@return the text that {@link #load} reads}
     *
     * @throws IOException if the file cannot be read
     */
    default String text(Path file) throws IOException, ConfigException {
        return Files.readString(file);
    }

    /**
     * {@return the configuration that a text is, as if it stood in place of the present one}
     *
     * @throws ConfigException with everything that is wrong with it
     */
    GatewayConfig parse(String text) throws ConfigException;

    /** {@return why the configuration in force cannot be written back to its file; empty if it can} */
    default Optional<String> cannotBeWritten() {
        return Optional.empty();
    }
}
