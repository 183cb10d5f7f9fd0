package dev.bulkhead.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The ledger of a link at one moment, in messages. */
record LinkCounts(
        String source,
        String sink,
        long published,
        long delivered,
        long waiting,
        long deadLettered,
        long expired,
        Map<String, Long> dropped) {

    /** {@return what the status says of a link} */
    static LinkCounts of(JsonNode link) {
        Map<String, Long> dropped = new TreeMap<>();
        for (Map.Entry<String, JsonNode> reason : link.path("droppedByReason").properties()) {
            dropped.put(reason.getKey(), reason.getValue().asLong());
        }
        return new LinkCounts(
                link.path("source").asText(),
                link.path("sink").asText(),
                link.path("published").asLong(),
                link.path("delivered").asLong(),
                link.path("queued").asLong() + link.path("inFlight").asLong(),
                link.path("deadLettered").asLong(),
                link.path("expired").asLong(),
                dropped);
    }

    long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return by how much the ledger does not balance; while messages flow some may be counted on one side only} */
    long imbalance() {
        return Math.abs(published - delivered - waiting - droppedTotal() - deadLettered - expired);
    }

    boolean lostNothing() {
        return droppedTotal() + deadLettered + expired == 0;
    }

    String name() {
        return source + " → " + sink;
    }
}
