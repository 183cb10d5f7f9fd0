package dev.bulkhead.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds what a soak looks for in a gateway's status. */
final class Status {
    private Status() {}

    static List<LinkCounts> links(JsonNode status) {
        List<LinkCounts> links = new ArrayList<>();
        status.path("links").forEach(link -> links.add(LinkCounts.of(link)));
        return links;
    }

    static long pid(JsonNode status, String module) throws IOException {
        for (JsonNode candidate : status.path("modules")) {
            if (candidate.path("name").asText().equals(module) && candidate.has("pid")) {
                return candidate.path("pid").asLong();
            }
        }
        throw new IOException(module + " has no process; the gateway says: " + status);
    }

    static boolean allActivated(JsonNode status) {
        for (JsonNode module : status.path("modules")) {
            if (!module.path("state").asText().equals("activated")) {
                return false;
            }
        }
        return true;
    }
}
