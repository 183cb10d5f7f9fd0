package dev.bulkhead.store;

import java.time.Duration;

/**
 * How many dead letters are kept; what is over any of these limits goes, the oldest first, and is counted.
 *
 * @param count the most of them, at least 1
 * @param bytes the most bytes of messages, as frames; the newest one stays even if it is larger
 * @param age the longest time since a message died
 */
public record DeadLetterLimits(long count, long bytes, Duration age) {
    /** 100 000 of them, 256 MiB, 30 days. */
    public static final DeadLetterLimits DEFAULT = new DeadLetterLimits(100_000, 256L << 20, Duration.ofDays(30));

    public DeadLetterLimits {
        if (count < 1 || bytes < 1) {
            throw new IllegalArgumentException("count " + count + " and bytes " + bytes + " are at least 1");
        }
    }
}
