package dev.bulkhead.gateway.config;

import static dev.bulkhead.gateway.config.KeySpec.optional;

import dev.bulkhead.broker.store.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that say what a durable link keeps on disk. */
final class DurableKeys {
    static final ObjectSpec DURABLE = new ObjectSpec(
            "durable",
            List.of(
                    optional(
                            "sync",
                            new ValueType.OneOf(Stream.of(Durability.Sync.values())
                                    .map(Durability.Sync::label)
                                    .toList()),
                            "\"batch\"",
                            "When the disk is asked to confirm what was written: `batch`: before a publish is accepted, one "
                                    + "sync for all that wait; `interval`: every `syncEvery`; `never`: when the system likes. "
                                    + "The last two may lose to a power failure what was accepted."),
                    optional(
                            "syncEvery",
                            time(10, 3_600_000),
                            "\"1s\"",
                            "The longest time between two syncs, with sync \"interval\"."),
                    optional(
                            "maxBytes",
                            new ValueType.Size(1 << 10, 1L << 40),
                            "\"" + (Durability.DEFAULT.maxBytes() >> 20) + "MiB\"",
                            "How many bytes of messages the link keeps; then it is full, and `overflow` says what happens."),
                    optional(
                            "maxAge",
                            time(1, 8_760L * 3_600_000),
                            "After what time a message that still waits expires. Without it never."),
                    optional(
                            "attempts",
                            new ValueType.Whole(1, 1_000_000),
                            String.valueOf(Durability.DEFAULT.attempts()),
                            "How often a message is handed to a `receive` that throws; then it becomes a dead letter."),
                    optional(
                            "backOff",
                            time(0, 3_600_000),
                            "\"1s\"",
                            "The pause before the second attempt; each further one is twice as long."),
                    optional("maxBackOff", time(0, 86_400_000), "\"1m\"", "The longest pause before an attempt."),
                    optional(
                            "order",
                            new ValueType.OneOf(List.of("relaxed", "strict")),
                            "\"relaxed\"",
                            "Whether others pass a message that waits for another attempt. `strict`: no, and the sink gets one "
                                    + "message at a time."),
                    optional(
                            "drainRate",
                            new ValueType.Whole(0, 100_000_000),
                            "0",
                            "How many messages of a backlog on disk are delivered per second; 0 is as many as can be.")));

    private DurableKeys() {}

    private static ValueType time(long leastMillis, long mostMillis) {
        return new ValueType.Time(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis));
    }

    /** {@return what the key {@code durable} of a link says; empty if the link is not durable} */
    static Optional<Durability> read(ObjectReader link) {
        if (!link.isOn("durable")) {
            return Optional.empty();
        }
        ObjectReader keys = link.object("durable");
        Durability.Sync sync = Durability.Sync.valueOf(keys.text("sync").toUpperCase(Locale.ROOT));
        if (keys.has("syncEvery") && sync != Durability.Sync.INTERVAL) {
            keys.refuse("syncEvery", "syncEvery has no meaning with sync \"" + keys.written("sync") + "\"");
        }
        return Optional.of(new Durability(
                sync,
                keys.duration("syncEvery"),
                keys.size("maxBytes"),
                Optional.ofNullable(keys.textOrNull("maxAge")).flatMap(Quantities::duration),
                keys.whole("attempts"),
                keys.duration("backOff"),
                keys.duration("maxBackOff"),
                keys.text("order").equals("strict"),
                keys.whole("drainRate")));
    }
}
