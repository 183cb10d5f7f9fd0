package dev.bulkhead.broker;

import dev.bulkhead.broker.store.Durability;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A link as it was asked for.
 *
 * @param source the name of a module, or {@value #ANY} for every module but the sink, those added later included
 * @param sink the name of a module
 * @param match for each property, the glob ({@code *} and {@code ?}) that its value must match; a message without the
 *     property does not match; empty matches everything
 * @param overflow what happens when the queue is full
 * @param capacity how many messages the queue holds, 1 to {@value #MAX_CAPACITY}; of a durable link, how many of them in memory
 * @param capacityBytes how many bytes of messages the queue holds in memory, as frames; up to a quarter more, because small messages
 *     are not counted; a message may be larger when no other counts
 * @param blockFor the longest a publisher waits for room, with {@link Overflow#BLOCK}
 * @param durable what is kept on disk; empty for a link whose queue is in memory alone
 */
public record LinkSpec(
        String source,
        String sink,
        Map<String, String> match,
        Overflow overflow,
        int capacity,
        long capacityBytes,
        Duration blockFor,
        Optional<Durability> durable) {

    public static final String ANY = "*";
    public static final int DEFAULT_CAPACITY = 1024;
    public static final int MAX_CAPACITY = 1 << 20;
    /** Keeps a flood that nobody takes from filling the memory that all modules share. */
    public static final long DEFAULT_CAPACITY_BYTES = 32L << 20;

    public static final Duration DEFAULT_BLOCK_FOR = Duration.ofSeconds(5);

    public LinkSpec {
        match = Map.copyOf(match);
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity is " + capacity + ", allowed are 1 to " + MAX_CAPACITY);
        }
        if (capacityBytes < 1) {
            throw new IllegalArgumentException("capacityBytes is " + capacityBytes + ", the least is 1");
        }
        if (overflow == Overflow.DEAD_LETTER && durable.isEmpty()) {
            throw new IllegalArgumentException("only a durable link can keep what overflows as dead letters");
        }
    }

    /** A link whose queue is in memory. */
    public LinkSpec(
            String source,
            String sink,
            Map<String, String> match,
            Overflow overflow,
            int capacity,
            long capacityBytes,
            Duration blockFor) {
        this(source, sink, match, overflow, capacity, capacityBytes, blockFor, Optional.empty());
    }

    /** A link whose queue holds {@value #DEFAULT_CAPACITY_BYTES} bytes. */
    public LinkSpec(
            String source, String sink, Map<String, String> match, Overflow overflow, int capacity, Duration blockFor) {
        this(source, sink, match, overflow, capacity, DEFAULT_CAPACITY_BYTES, blockFor);
    }

    /** {@return a link with the defaults: everything matches, capacity 1024, a full queue blocks for at most 5 s} */
    public static LinkSpec between(String source, String sink) {
        return new LinkSpec(source, sink, Map.of(), Overflow.BLOCK, DEFAULT_CAPACITY, DEFAULT_BLOCK_FOR);
    }

    /** {@return whether the module is a source of this link} */
    public boolean startsAt(String module) {
        return source.equals(module) || (source.equals(ANY) && !sink.equals(module));
    }

    /** {@return a link like this with other ends} */
    public LinkSpec withEnds(String otherSource, String otherSink) {
        return new LinkSpec(otherSource, otherSink, match, overflow, capacity, capacityBytes, blockFor, durable);
    }

    /** {@return the same link, kept on disk} */
    public LinkSpec durably(Durability durability) {
        return new LinkSpec(source, sink, match, overflow, capacity, capacityBytes, blockFor, Optional.of(durability));
    }
}
