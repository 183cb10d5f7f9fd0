package dev.bulkhead.systemtests.chaos.world;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The kinds of links that are tried: one row each. */
public enum LinkKind {
    BLOCK("block", false, Set.of(), """
            "overflow": "block", "blockFor": "500ms" """),
    DROP_OLDEST("drop-oldest", false, Set.of(), """
            "overflow": "drop-oldest" """),
    DROP_NEWEST("drop-newest", false, Set.of(), """
            "overflow": "drop-newest" """),
    DURABLE("durable", true, Set.of(), """
            "durable": true """),
    DURABLE_INTERVAL("durable-interval", true, Set.of(), """
            "durable": { "sync": "interval", "syncEvery": "200ms", "maxAge": "1h" } """),
    DURABLE_NEVER("durable-never", true, Set.of(), """
            "durable": { "sync": "never", "order": "strict" } """);

    /** Few, so that queues overflow while a sink is away. */
    private static final int CAPACITY = 64;

    private final String label;
    private final boolean durable;
    private final Set<String> allowedDrops;
    private final String keys;

    LinkKind(String label, boolean durable, Set<String> allowedDrops, String keys) {
        this.label = label;
        this.durable = durable;
        this.allowedDrops = allowedDrops;
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

    /** {@return for which reasons it may drop what it accepted, even where it is durable} */
    public Set<String> allowedDrops() {
        return allowedDrops;
    }

    int capacity() {
        return CAPACITY;
    }

    /** {@return the link's keys in gateway.json, beside its ends and capacity} */
    String keys() {
        return keys.strip();
    }
}
