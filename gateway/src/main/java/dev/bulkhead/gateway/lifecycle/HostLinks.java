package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.proxy.InnerLinks;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.ProtocolException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links between the modules of one host. The host routes and counts them; here is what it said last, and what became of the
 * messages of hosts that are gone. Each host that comes gets a new generation, so that the counts of two are never mixed.
 * Thread-safe.
 */
final class HostLinks {
    private static final class Inner {
        private final String source;
        private final LinkSpec asked;
        /** Of the generations before. */
        private LedgerSnapshot settled = LedgerSnapshot.NOTHING;
        /** Of this one. */
        private LedgerSnapshot counted = LedgerSnapshot.NOTHING;

        private long order;

        Inner(String source, LinkSpec asked) {
            this.source = source;
            this.asked = asked;
        }

        boolean touches(String module) {
            return source.equals(module) || asked.sink().equals(module);
        }

        boolean hasTheEndsOf(Inner other) {
            return source.equals(other.source) && asked.sink().equals(other.asked.sink());
        }

        /** {@return what makes it the same link as one of another set} */
        List<Object> key() {
            return List.of(source, asked);
        }

        LedgerSnapshot counts() {
            return settled.plus(counted);
        }

        LinkSpec between() {
            return asked.withEnds(source, asked.sink());
        }
    }

    private final Map<String, List<Map<String, String>>> outside = new HashMap<>();
    private final List<Inner> inside = new ArrayList<>();
    /** Of links that are no more. */
    private LedgerSnapshot removed = LedgerSnapshot.NOTHING;
    /** The modules that a host has, and the generation that it was told. */
    private final Map<String, Long> present = new HashMap<>();
    /** Not the same as before a restart of the gateway: a host that others start may still have that. */
    private long generation = new SecureRandom().nextLong();

    /** Adds a link from one module of the host to another. */
    synchronized void addInside(String source, LinkSpec asked) {
        inside.add(new Inner(source, asked));
    }

    /** Adds a link from a module of the host to one that lives elsewhere. */
    synchronized void addOutside(String source, LinkSpec asked) {
        outside.computeIfAbsent(source, name -> new ArrayList<>()).add(asked.match());
    }

    /**
     * Holds the links of another from now on; the counts of those with the same ends go on. Modules that are in the host know nothing
     * of that until they come again, so none should be where a link inside comes, goes or changes.
     */
    synchronized void become(HostLinks next) {
        List<Inner> before = List.copyOf(inside);
        outside.clear();
        outside.putAll(next.outside);
        if (sameInside(before, next.inside)) {
            return;
        }
        settle();
        List<Inner> left = new ArrayList<>(before);
        inside.clear();
        for (Inner link : next.inside) {
            left.stream().filter(link::hasTheEndsOf).findFirst().ifPresent(old -> {
                left.remove(old);
                link.settled = old.settled;
            });
            inside.add(link);
        }
        left.forEach(link -> removed = removed.plus(link.settled));
    }

    private static boolean sameInside(List<Inner> one, List<Inner> other) {
        return one.stream()
                .map(Inner::key)
                .toList()
                .equals(other.stream().map(Inner::key).toList());
    }

    /** Takes all links away. */
    synchronized void end() {
        become(new HostLinks());
    }

    /** {@return the counts of links that are no more} */
    synchronized LedgerSnapshot removed() {
        return removed;
    }

    /** {@return the links as far as the proxy of this module has to do with them} */
    InnerLinks of(String module) {
        return new InnerLinks() {
            @Override
            public Optional<Links> attached() {
                return HostLinks.this.attached(module);
            }

            @Override
            public void counted(Counts counts) throws ProtocolException {
                HostLinks.this.counted(module, counts);
            }

            @Override
            public void left(boolean hostGone) {
                HostLinks.this.left(module, hostGone);
            }
        };
    }

    private synchronized Optional<Links> attached(String module) {
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        present.put(module, generation);
        List<LinkSpec> between = inside.stream().map(Inner::between).toList();
        return Optional.of(new Links(generation, between, outside.getOrDefault(module, List.of())));
    }

    private synchronized void counted(String module, Counts counts) throws ProtocolException {
        // What a host says that was given up is old: the links were others then.
        if (counts.generation() != generation) {
            return;
        }
        for (Counts.OfLink counted : counts.links()) {
            if (counted.index() >= inside.size() || !inside.get(counted.index()).touches(module)) {
                throw new ProtocolException(
                        ErrorCode.BAD_PACKET, "no link " + counted.index() + " inside the host is of " + module);
            }
            Inner link = inside.get(counted.index());
            // What another session has overtaken is old too.
            if (counts.order() > link.order) {
                link.order = counts.order();
                link.counted = counted.ledger();
            }
        }
    }

    private synchronized void left(String module, boolean hostGone) {
        Long told = present.remove(module);
        if (told != null && told == generation && (hostGone || present.isEmpty())) {
            settle();
        }
    }

    /** What waited in the host is gone with it. */
    private void settle() {
        generation++;
        for (Inner link : inside) {
            LedgerSnapshot last = link.counted;
            link.settled = link.settled.plus(lost(last));
            link.counted = LedgerSnapshot.NOTHING;
            link.order = 0;
        }
    }

    /** Counts that were taken while messages moved may be a few messages apart; what is settled must balance for good. */
    private static LedgerSnapshot lost(LedgerSnapshot last) {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        dropped.putAll(last.dropped());
        long done = last.delivered() + last.droppedTotal();
        long left = Math.max(0, last.published() - done);
        if (left > 0) {
            dropped.merge(DropReason.HOST_LOST, left, Long::sum);
        }
        return new LedgerSnapshot(done + left, last.delivered(), 0, 0, dropped);
    }

    /** {@return the links inside, with their counts} */
    synchronized List<LinkStatus> status() {
        return inside.stream()
                .map(link -> new LinkStatus(link.source, link.asked, link.counts()))
                .toList();
    }
}
