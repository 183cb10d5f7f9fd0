package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Totals;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which links are open, and which will be. Thread-safe. */
final class OpenLinks {
    private final Map<LinkKey, SqliteLink> open = new HashMap<>();
    private final Set<LinkKey> opening = new HashSet<>();
    private final Set<LinkKey> expected = new HashSet<>();

    /** Lets nobody take over what these left. */
    synchronized void expect(Collection<LinkKey> links) {
        expected.clear();
        expected.addAll(links);
    }

    /** @throws IllegalStateException if it is open already */
    synchronized void opening(LinkKey link) {
        if (open.containsKey(link) || !opening.add(link)) {
            throw new IllegalStateException("this durable link is open already: " + link);
        }
    }

    synchronized void opened(SqliteLink link) {
        opening.remove(link.key());
        open.put(link.key(), link);
    }

    synchronized void notOpened(LinkKey link) {
        opening.remove(link);
    }

    /** A link may be closed twice, and another one may have been opened since. */
    synchronized void closed(SqliteLink link) {
        open.remove(link.key(), link);
    }

    /** {@return what there is to say of those that are open, if the database does not know it} */
    synchronized List<LinkRow> rows() {
        return open.values().stream()
                .map(link -> new LinkRow(link.id(), link.key(), link.settledUpTo(), link.appended(), 0, Totals.NONE))
                .toList();
    }

    /** {@return whether somebody has it, or is going to} */
    synchronized boolean isTaken(LinkKey link) {
        return open.containsKey(link) || opening.contains(link) || expected.contains(link);
    }
}
