package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Routes messages between the modules of one process. Thread-safe. */
public final class Broker {
    /** A link as it was asked for, and which of its sources and messages it is about. */
    private record Asked(
            LinkSpec spec,
            Predicate<String> sources,
            @Nullable Predicate<Message> filter) {
        boolean startsAt(String module) {
            return spec.startsAt(module) && sources.test(module);
        }
    }

    private final int maxMessage;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private volatile Routes routes = Routes.of(List.of());

    /**
     * @param maxMessage the largest message that may be published, in bytes of its frame
     */
    public Broker(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    /**
     * Adds a place for a module, and the links that {@code *} sources give it.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public synchronized Member add(String name) {
        if (members.containsKey(name)) {
            throw new IllegalArgumentException("there is a module \"" + name + "\" already");
        }
        Member member = new Member(this, name);
        members.put(name, member);
        for (Asked link : asked) {
            if (link.spec().source().equals(LinkSpec.ANY) && link.startsAt(name)) {
                connect(link, name);
            }
        }
        return member;
    }

    /**
     * Adds a link. A source {@value LinkSpec#ANY} makes one queue per module, so that none can fill another's.
     *
     * @throws IllegalArgumentException if an end is not there
     */
    public void link(LinkSpec spec) {
        linkFrom(spec, source -> true);
    }

    /**
     * Adds a link from some of its sources only.
     *
     * @param sources which of the modules that the link starts at; those added later are asked about too
     * @throws IllegalArgumentException if an end is not there
     */
    public void linkFrom(LinkSpec spec, Predicate<String> sources) {
        link(new Asked(spec, sources, null));
    }

    /**
     * Adds a link for some messages only.
     *
     * @param filter what a message must fulfil beside the link's match; any thread calls, and nothing is locked
     * @throws IllegalArgumentException if an end is not there
     */
    public void linkWhere(LinkSpec spec, Predicate<Message> filter) {
        link(new Asked(spec, source -> true, filter));
    }

    private synchronized void link(Asked link) {
        LinkSpec spec = link.spec();
        requireMember(spec.sink());
        if (!spec.source().equals(LinkSpec.ANY)) {
            requireMember(spec.source());
        }
        asked.add(link);
        for (String name : members.keySet()) {
            if (link.startsAt(name)) {
                connect(link, name);
            }
        }
    }

    /**
     * Takes a member away that has been stopped, with the links that begin or end there and the messages that wait in them.
     *
     * @throws IllegalArgumentException if it is not there
     */
    public synchronized void remove(String name) {
        requireMember(name);
        asked.removeIf(
                link -> link.spec().source().equals(name) || link.spec().sink().equals(name));
        disconnect(link -> link.source().equals(name) || link.spec().sink().equals(name));
        members.remove(name);
    }

    /** Takes a link away, with the messages that wait in it. */
    public synchronized void unlink(LinkSpec spec) {
        asked.removeIf(link -> link.spec().equals(spec));
        disconnect(link -> link.spec().equals(spec));
    }

    private void disconnect(Predicate<Link> which) {
        for (Link link : List.copyOf(links)) {
            if (which.test(link)) {
                links.remove(link);
                requireMember(link.spec().sink()).inbox().remove(link);
            }
        }
        routes = Routes.of(links);
    }

    private void connect(Asked asLink, String source) {
        Member sink = requireMember(asLink.spec().sink());
        Link link = new Link(asLink.spec(), source, sink::wake, asLink.filter());
        links.add(link);
        sink.inbox().add(link);
        routes = Routes.of(links);
    }

    private Member requireMember(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("there is no module \"" + name + "\"");
        }
        return member;
    }

    /** {@return every link with its counts; a link from {@code *} appears once for each of its sources} */
    public synchronized List<LinkStatus> links() {
        return links.stream()
                .map(link -> new LinkStatus(link.source(), link.spec(), link.ledger()))
                .toList();
    }

    Link[] routesFrom(String source) {
        return routes.from(source);
    }

    int maxMessage() {
        return maxMessage;
    }
}
