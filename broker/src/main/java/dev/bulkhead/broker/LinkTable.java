package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The links of a broker, in the order in which they came; those that retire are among them until they are gone. Not thread-safe. */
final class LinkTable {
    private final List<Link> links = new ArrayList<>();
    private final DurableLinks durables;
    private final RemovedLinks removed = new RemovedLinks(System::nanoTime);

    LinkTable(DurableLinks durables) {
        this.durables = durables;
    }

    /** {@return which links are there that do not retire} */
    List<Link> present(Predicate<Link> which) {
        return links.stream().filter(link -> !link.isRetired()).filter(which).toList();
    }

    List<Link> all(Predicate<Link> which) {
        return links.stream().filter(which).toList();
    }

    Routes routes() {
        return Routes.of(present(link -> true));
    }

    /** Adds a link. Where one between the same modules retires, it takes its place, and goes on with its counts. */
    void add(AskedLink asked, String source, Member sink) {
        for (Link link : links) {
            if (link.isRetired()
                    && link.source().equals(source)
                    && link.spec().sink().equals(asked.spec().sink())) {
                replace(link, asked, sink);
                return;
            }
        }
        Link link = asked.connect(source, sink, null, durables);
        links.add(link);
        sink.inbox().add(link);
    }

    /** Puts another link in the place of one, and lets that retire. */
    void replace(Link old, AskedLink asked, Member sink) {
        Link same = old.become(asked);
        if (same != null) {
            links.set(links.indexOf(old), same);
            sink.inbox().swap(old, same);
            old.retire();
            old.gone();
            return;
        }
        Link next = asked.connect(old.source(), sink, old.counts(), durables);
        links.set(links.indexOf(old), next);
        sink.inbox().addAfter(old, next);
    }

    /** Takes a link away at once; what waits in it counts as dropped. {@return the links that are gone with it; none if it was not there} */
    List<Link> drop(Link link, Member sink) {
        List<Link> gone = links.contains(link) ? sink.inbox().remove(link) : List.of();
        if (!gone.isEmpty()) {
            link.counts().remove();
        }
        // Also where the sink has just ended it, and is about to say so.
        forget(link);
        return gone;
    }

    /** Forgets a link that is gone, and keeps its counts. */
    void forget(Link link) {
        if (links.remove(link)) {
            removed.add(link.counts());
        }
    }

    /** {@return the counts of the links that are gone, together} */
    LedgerSnapshot removed() {
        return removed.sum();
    }
}
