package dev.bulkhead.host;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Match;
import dev.bulkhead.wire.packet.Links;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a module go to the gateway: all, until it is known what stays inside. From then on those that somebody outside
 * wants, and those that nobody wants at all, because the gateway counts them.
 */
final class WayOut implements Predicate<Message> {
    private record Wanted(List<Match> outside, List<Match> inside) {}

    private final String module;
    private volatile @Nullable Wanted wanted;

    WayOut(String module) {
        this.module = module;
    }

    /** Keeps to these links from now on. */
    void follow(Links links) {
        List<Match> inside = links.inside().stream()
                .filter(link -> link.source().equals(module))
                .map(LinkSpec::match)
                .map(Match::new)
                .toList();
        wanted = new Wanted(links.outside().stream().map(Match::new).toList(), inside);
    }

    @Override
    public boolean test(Message message) {
        Wanted known = wanted;
        return known == null || anyAccepts(known.outside(), message) || !anyAccepts(known.inside(), message);
    }

    private static boolean anyAccepts(List<Match> matches, Message message) {
        for (Match match : matches) {
            if (match.accepts(message)) {
                return true;
            }
        }
        return false;
    }
}
