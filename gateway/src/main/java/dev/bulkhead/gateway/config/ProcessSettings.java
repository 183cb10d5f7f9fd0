package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who a forked host is to the operating system, and what it finds around it.
 *
 * @param user a name or number; null for the gateway's
 * @param group a name or number; null for the user's
 * @param nice its niceness; empty for the gateway's
 * @param environment variables that it gets
 * @param passEnvironment the names of variables of the gateway that it gets too
 * @param workingDirectory where it runs; null for where the gateway runs
 */
public record ProcessSettings(
        @Nullable String user,
        @Nullable String group,
        OptionalInt nice,
        Map<String, String> environment,
        List<String> passEnvironment,
        @Nullable Path workingDirectory) {

    public ProcessSettings {
        environment = Map.copyOf(environment);
        passEnvironment = List.copyOf(passEnvironment);
    }
}
