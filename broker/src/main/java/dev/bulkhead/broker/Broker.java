package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
