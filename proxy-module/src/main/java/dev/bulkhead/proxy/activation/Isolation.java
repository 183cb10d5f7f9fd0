package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What separates a forked host from the gateway, beside its being a process of its own.
 *
 * @param user the user that it runs as, a name or a number; null for the gateway's
 * @param group the group that it runs as, a name or a number; null for the user's
 * @param nice its niceness, -20 to 19; empty for the gateway's
 * @param environment variables that it gets
 * @param passedOn the names of variables of the gateway that it gets too
 * @param workingDirectory where it runs; null for where the gateway runs
 * @param memoryBytes the most memory that its processes may take together; empty for no limit
 * @param cores the number of processor cores that they may keep busy; empty for no limit
 */
public record Isolation(
        @Nullable String user,
        @Nullable String group,
        OptionalInt nice,
        Map<String, String> environment,
        List<String> passedOn,
        @Nullable Path workingDirectory,
        OptionalLong memoryBytes,
        OptionalDouble cores) {

    /** A process of its own, and nothing more. */
    public static final Isolation NONE = new Isolation(
            null, null, OptionalInt.empty(), Map.of(), List.of(), null, OptionalLong.empty(), OptionalDouble.empty());

    public Isolation {
        environment = Map.copyOf(environment);
        passedOn = List.copyOf(passedOn);
    }

    boolean hasLimits() {
        return memoryBytes.isPresent() || cores.isPresent();
    }

    Identity identity() {
        return new Identity(user, group);
    }

    boolean isSomebodyElse() {
        return user != null || group != null;
    }
}
