package dev.bulkhead.gateway.config;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the processes of a host may take together.
 *
 * @param memoryBytes memory; empty for no limit
 * @param cores processor cores; empty for no limit
 */
public record LimitSettings(OptionalLong memoryBytes, OptionalDouble cores) {
    /** No limits. */
    public static final LimitSettings NONE = new LimitSettings(OptionalLong.empty(), OptionalDouble.empty());
}
