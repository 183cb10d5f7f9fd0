package dev.bulkhead.host;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The links between the modules of this host. Not thread-safe. */
final class InnerLinks {
    private long generation;
    private List<LinkSpec> held = List.of();
    private long order;

    /** Holds these links from now on, and others no longer; those of the present generation go on as they are. */
    void hold(Links links, Broker broker) {
        if (links.generation() != generation) {
            held.forEach(broker::unlink);
            links.inside().forEach(broker::link);
            held = links.inside();
            generation = links.generation();
        }
    }

    /** {@return the counts of those that begin or end at a module} */
    Counts counts(String module, Broker broker) {
        if (held.isEmpty()) {
            return new Counts(generation, order, List.of());
        }
        Map<LinkSpec, LedgerSnapshot> ledgers = new HashMap<>();
        for (LinkStatus link : broker.links()) {
            ledgers.put(link.spec(), link.ledger());
        }
        List<Counts.OfLink> counts = new ArrayList<>();
        for (int index = 0; index < held.size(); index++) {
            LinkSpec link = held.get(index);
            LedgerSnapshot ledger = ledgers.get(link);
            if (ledger != null && (link.source().equals(module) || link.sink().equals(module))) {
                counts.add(new Counts.OfLink(index, ledger));
            }
        }
        return new Counts(generation, ++order, counts);
    }
}
