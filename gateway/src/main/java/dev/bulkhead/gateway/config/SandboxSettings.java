package dev.bulkhead.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host in a unit may do.
 *
 * @param user a user's name or {@code dynamic}; null for what suits the scope
 * @param readOnly whether it may write nothing but its temporary files
 * @param privateTmp whether its temporary files are its own
 * @param newPrivileges whether it may gain rights
 * @param watchdog after how much silence systemd kills it; zero for never
 * @param properties more properties of the unit
 */
public record SandboxSettings(
        @Nullable String user,
        boolean readOnly,
        boolean privateTmp,
        boolean newPrivileges,
        Duration watchdog,
        List<String> properties) {

    public SandboxSettings {
        properties = List.copyOf(properties);
    }
}
