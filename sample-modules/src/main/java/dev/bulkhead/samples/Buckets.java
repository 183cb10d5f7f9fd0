package dev.bulkhead.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Buckets of tokens, which fill up as time passes. Not thread-safe. */
final class Buckets {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int size;
    private final Map<String, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private Instant at;

        Bucket(double tokens, Instant at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /**
     * Begins with none; a bucket is full when it is first asked for.
     *
     * @param perSecond how many tokens come into each in a second
     * @param size how many it holds
     * @param most how many buckets are kept; the one that was not asked for the longest time goes first
     */
    Buckets(double perSecond, int size, int most) {
        this.perSecond = perSecond;
        this.size = size;
        buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes a token. {@return whether there was one} */
    boolean take(String name, Instant now) {
        Bucket bucket = buckets.computeIfAbsent(name, unusedName -> new Bucket(size, now));
        Duration passed = Duration.between(bucket.at, now);
        if (!passed.isNegative()) {
            bucket.tokens = Math.min(size, bucket.tokens + passed.toNanos() / NANOS * perSecond);
        }
        // When somebody sets the clock back, time goes on from there.
        bucket.at = now;
        // A little less than one: a hundred times a hundredth must be enough.
        if (bucket.tokens < 1 - 1e-9) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }
}
