package dev.bulkhead.broker.store;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a durable link promises: a message that was accepted is on disk, and stays there until {@code receive} has returned for it.
 *
 * @param sync how surely it is on disk when {@code publish} returns
 * @param syncEvery the longest time between two syncs, with {@link Sync#INTERVAL}
 * @param maxBytes how many bytes of messages the link keeps on disk, as frames; what is more is up to the link's {@link dev.bulkhead.broker.Overflow}
 * @param maxAge after which a message that still waits expires; empty for never
 * @param attempts how often a message is handed to {@code receive} that throws, before it becomes a dead letter; at least 1
 * @param backOff the time before the second attempt; each further one waits twice as long
 * @param maxBackOff the longest time between two attempts
 * @param strictOrder whether later messages wait while one is tried again
 * @param drainRate how many messages of a backlog on disk are delivered per second; 0 for as many as can be
 */
public record Durability(
        Sync sync,
        Duration syncEvery,
        long maxBytes,
        Optional<Duration> maxAge,
        int attempts,
        Duration backOff,
        Duration maxBackOff,
        boolean strictOrder,
        int drainRate) {

    /** How surely a message is on disk when {@code publish} returns that it was accepted. */
    public enum Sync {
        /** The disk has confirmed it: a power loss loses nothing. Publishers that come together share one sync. */
        BATCH,
        /** The operating system has it, and the disk confirms it within {@link #syncEvery}: only a power loss can lose it. */
        INTERVAL,
        /** The operating system has it, and writes it when it likes. */
        NEVER;

        /** {@return the word for it in a configuration, such as {@code batch}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** 256 MiB of messages, each on disk before it is accepted; five attempts, 1 s apart and then longer, at most 1 min. */
    public static final Durability DEFAULT = new Durability(
            Sync.BATCH,
            Duration.ofSeconds(1),
            256L << 20,
            Optional.empty(),
            5,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            false,
            0);

    public Durability {
        if (maxBytes < 1 || attempts < 1 || drainRate < 0) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " and attempts " + attempts
                    + " are at least 1, drainRate " + drainRate + " at least 0");
        }
    }

    /** {@return how long to wait after so many attempts have failed, from 1 on} */
    public Duration backOffAfter(int failures) {
        long longest = maxBackOff.toNanos();
        int doublings = Math.min(failures - 1, 62);
        long wait = backOff.toNanos() > longest >> doublings ? longest : backOff.toNanos() << doublings;
        return Duration.ofNanos(wait);
    }
}
