package dev.bulkhead.gateway.config;

import java.nio.file.Path;

/** Reads configurations for a gateway that runs. */
public interface ConfigSource {
    /**
     * {@return the configuration in a file, as if it stood in place of the present one}
     *
     * @throws ConfigException with everything that is wrong
     */
    GatewayConfig load(Path file) throws ConfigException;

    /**
     * Looks whether a text could stand in place of the present configuration.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    void check(String text) throws ConfigException;
}
