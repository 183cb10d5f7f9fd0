package dev.bulkhead.gateway.config;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.broker.store.Durability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the links. */
final class LinkReader {

    /** A link and its place. */
    record Placed(LinkSpec link, Node.Place place) {}

    private record Ends(String source, String sink, Map<String, String> match) {}

    private final Collection<String> modules;
    private final Problems problems;
    private final Map<Ends, Node.Place> seen = new HashMap<>();
    private final List<Placed> links = new ArrayList<>();

    LinkReader(Collection<String> modules, Problems problems) {
        this.modules = modules;
        this.problems = problems;
    }

    /** {@return the links whose ends exist} */
    List<Placed> read(List<Node> nodes) {
        for (Node node : nodes) {
            if (node.kind() == Node.Kind.OBJECT) {
                read(node, new ObjectReader(Keys.LINK, node, problems));
            } else {
                problems.add(node.place(), node.quoted() + " does not fit here; expected is an object: link");
            }
        }
        return links;
    }

    private void read(Node node, ObjectReader keys) {
        Overflow overflow =
                Overflow.valueOf(keys.text("overflow").toUpperCase(Locale.ROOT).replace('-', '_'));
        if (keys.has("blockFor") && overflow != Overflow.BLOCK) {
            keys.refuse("blockFor", "blockFor has no meaning with overflow \"" + keys.written("overflow") + "\"");
        }
        Optional<Durability> durable = DurableKeys.read(keys);
        if (overflow == Overflow.DEAD_LETTER && durable.isEmpty()) {
            keys.refuse(
                    "overflow", "only a durable link can keep what overflows as dead letters; add \"durable\": true");
            return;
        }
        boolean sourceKnown = isKnown(keys, "source", true);
        boolean sinkKnown = isKnown(keys, "sink", false);
        if (!sourceKnown || !sinkKnown) {
            return;
        }
        LinkSpec link = new LinkSpec(
                keys.text("source"),
                keys.text("sink"),
                keys.textMap("match"),
                overflow,
                keys.whole("capacity"),
                keys.size("capacityBytes"),
                keys.duration("blockFor"),
                durable);
        if (link.source().equals(link.sink())) {
            keys.refuse("sink", "the module \"" + keys.written("sink") + "\" is linked to itself");
        } else if (isNew(link, node.place())) {
            links.add(new Placed(link, node.place()));
        }
    }

    private boolean isKnown(ObjectReader keys, String end, boolean any) {
        String name = keys.text(end);
        if (!keys.has(end) || modules.contains(name) || (any && name.equals(LinkSpec.ANY))) {
            return keys.has(end);
        }
        keys.refuse(
                end, "there is no module \"" + keys.written(end) + "\"" + Suggestion.of(keys.written(end), modules));
        return false;
    }

    private boolean isNew(LinkSpec link, Node.Place place) {
        Node.Place earlier = seen.putIfAbsent(new Ends(link.source(), link.sink(), link.match()), place);
        if (earlier != null) {
            problems.add(place, "this link is the same as " + earlier.pointer() + "; every message would come twice");
        }
        return earlier == null;
    }
}
