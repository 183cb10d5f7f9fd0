package dev.bulkhead.gateway.log;

import java.time.Instant;

/**
 * What a module logged at one moment.
 *
 * @param module the module's name
 * @param time when
 * @param level {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG} or {@code TRACE}
 * @param text what; may have several lines, as a stack trace does
 */
public record ModuleLine(String module, Instant time, String level, String text) {}
