package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Routes messages between the modules of one process. Thread-safe. */
public final class Broker {
    private final int maxMessage;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<LinkSpec> specs = new ArrayList<>();
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
        for (LinkSpec spec : specs) {
            if (spec.source().equals(LinkSpec.ANY) && spec.startsAt(name)) {
                connect(spec, name);
            }
        }
        return member;
    }

    /**
     * Adds a link. A source {@value LinkSpec#ANY} makes one queue per module, so that none can fill another's.
     *
     * @throws IllegalArgumentException if an end is not there
     */
    public synchronized void link(LinkSpec spec) {
        requireMember(spec.sink());
        if (!spec.source().equals(LinkSpec.ANY)) {
            requireMember(spec.source());
        }
        specs.add(spec);
        for (String name : members.keySet()) {
            if (spec.startsAt(name)) {
                connect(spec, name);
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
        specs.removeIf(spec -> spec.source().equals(name) || spec.sink().equals(name));
        disconnect(link -> link.source().equals(name) || link.spec().sink().equals(name));
        members.remove(name);
    }

    /** Takes a link away, with the messages that wait in it. */
    public synchronized void unlink(LinkSpec spec) {
        specs.remove(spec);
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

    private void connect(LinkSpec spec, String source) {
        Member sink = requireMember(spec.sink());
        Link link = new Link(spec, source, sink::wake);
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
