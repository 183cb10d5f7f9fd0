package dev.bulkhead.wire.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** LINKS and COUNTS as JSON, and back. */
final class LinkJson {
    private LinkJson() {}

    static void read(Links links, ObjectNode packet) {
        packet.put("generation", HexFormat.of().toHexDigits(links.generation()));
        var inside = packet.putArray("inside");
        for (LinkSpec link : links.inside()) {
            ObjectNode json = inside.addObject().put("source", link.source()).put("sink", link.sink());
            read(link.match(), json.putObject("match"));
            json.put("overflow", label(link.overflow()))
                    .put("capacity", link.capacity())
                    .put("capacityBytes", link.capacityBytes())
                    .put("blockForMillis", link.blockFor().toMillis());
        }
        var outside = packet.putArray("outside");
        links.outside().forEach(match -> read(match, outside.addObject()));
    }

    private static void read(Map<String, String> match, ObjectNode json) {
        new TreeMap<>(match).forEach(json::put);
    }

    static void read(Counts counts, ObjectNode packet) {
        packet.put("generation", HexFormat.of().toHexDigits(counts.generation()))
                .put("order", counts.order());
        var links = packet.putArray("links");
        for (Counts.OfLink link : counts.links()) {
            LedgerSnapshot ledger = link.ledger();
            ObjectNode json = links.addObject()
                    .put("index", link.index())
                    .put("published", ledger.published())
                    .put("delivered", ledger.delivered())
                    .put("queued", ledger.queued())
                    .put("inFlight", ledger.inFlight());
            ObjectNode dropped = json.putObject("dropped");
            new TreeMap<>(ledger.dropped()).forEach((reason, messages) -> dropped.put(reason.label(), messages));
        }
    }

    static Links links(JsonNode packet) {
        List<LinkSpec> inside = new ArrayList<>();
        for (JsonNode link : packet.path("inside")) {
            inside.add(new LinkSpec(
                    link.path("source").textValue(),
                    link.path("sink").textValue(),
                    match(link.path("match")),
                    Overflow.valueOf(constant(link.path("overflow").textValue())),
                    link.path("capacity").intValue(),
                    link.path("capacityBytes").longValue(),
                    Duration.ofMillis(link.path("blockForMillis").longValue())));
        }
        List<Map<String, String>> outside = new ArrayList<>();
        packet.path("outside").forEach(match -> outside.add(match(match)));
        return new Links(generation(packet), inside, outside);
    }

    static Counts counts(JsonNode packet) {
        List<Counts.OfLink> links = new ArrayList<>();
        for (JsonNode link : packet.path("links")) {
            Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
            link.path("dropped")
                    .properties()
                    .forEach(drop -> dropped.put(
                            DropReason.valueOf(constant(drop.getKey())),
                            drop.getValue().longValue()));
            links.add(new Counts.OfLink(
                    link.path("index").intValue(),
                    new LedgerSnapshot(
                            link.path("published").longValue(),
                            link.path("delivered").longValue(),
                            link.path("queued").longValue(),
                            link.path("inFlight").longValue(),
                            dropped)));
        }
        return new Counts(generation(packet), packet.path("order").longValue(), links);
    }

    private static Map<String, String> match(JsonNode json) {
        Map<String, String> match = new LinkedHashMap<>();
        json.properties()
                .forEach(glob -> match.put(glob.getKey(), glob.getValue().textValue()));
        return match;
    }

    private static long generation(JsonNode packet) {
        return HexFormat.fromHexDigitsToLong(packet.path("generation").textValue());
    }

    private static String label(Overflow overflow) {
        return overflow.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
