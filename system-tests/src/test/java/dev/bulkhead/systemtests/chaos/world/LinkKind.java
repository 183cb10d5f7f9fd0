package dev.bulkhead.systemtests.chaos.world;

import java.util.Arrays;
import java.util.List;

/** The kinds of links that are tried: one row each. */
public enum LinkKind {
    BLOCK("block", false, "\"overflow\": \"block\", \"blockFor\": \"500ms\""),
    DROP_OLDEST("drop-oldest", false, "\"overflow\": \"drop-oldest\""),
    DROP_NEWEST("drop-newest", false, "\"overflow\": \"drop-newest\""),
    DURABLE("durable", true, "\"durable\": true"),
    DURABLE_INTERVAL(
            "durable-interval",
            true,
            "\"durable\": { \"sync\": \"interval\", \"syncEvery\": \"200ms\", \"maxAge\": \"1h\" }"),
    DURABLE_NEVER("durable-never", true, "\"durable\": { \"sync\": \"never\", \"order\": \"strict\" }");

    /** Few, so that queues overflow while a sink is away. */
    private static final int CAPACITY = 64;

    private final String label;
    private final boolean durable;
    private final String keys;

    LinkKind(String label, boolean durable, String keys) {
        this.label = label;
        this.durable = durable;
        this.keys = keys;
    }

    /** {@return all of them, as text} */
    public static List<String> labels() {
        return Arrays.stream(values()).map(LinkKind::label).toList();
    }

    public String label() {
        return label;
    }

    /** {@return whether what was accepted must not be lost} */
    public boolean isDurable() {
        return durable;
    }

    int capacity() {
        return CAPACITY;
    }

    /** {@return the link's keys in gateway.json, beside its ends and capacity} */
    String keys() {
        return keys.strip();
    }
}
