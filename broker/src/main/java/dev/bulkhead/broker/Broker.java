package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Routes messages between the modules of one process. Thread-safe. Modules and links can come, change and go while messages flow.
 * Futures that tell of that may end on the thread of a module, so what follows them must not take long.
 */
public final class Broker implements AutoCloseable {
    private final int maxMessage;
    private final Time time;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<AskedLink> asked = new ArrayList<>();
    private final DurableLinks durables;
    private final LinkTable links;
    private volatile Routes routes;

    /**
     * A broker without durable links.
     *
     * @param maxMessage the largest message that may be published, in bytes of its frame
     */
    public Broker(int maxMessage) {
        this(maxMessage, null);
    }

    /**
     * @param maxMessage the largest message that may be published, in bytes of its frame
     * @param store keeps the messages of durable links; null where there are none. Closed by whoever made it, after this
     */
    public Broker(int maxMessage, @Nullable LinkStore store) {
        this(maxMessage, store, Time.SYSTEM);
    }

    /**
     * As the other, with a time of its own for modules.
     *
     * @param time for periodic work, and what modules are told
     */
    public Broker(int maxMessage, @Nullable LinkStore store, Time time) {
        this.maxMessage = maxMessage;
        this.time = time;
        durables = new DurableLinks(store, InstantSource.system());
        links = new LinkTable(durables);
        routes = links.routes();
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
        for (AskedLink link : asked) {
            if (link.spec().source().equals(LinkSpec.ANY) && link.startsAt(name)) {
                links.add(link, name, requireMember(link.spec().sink()));
            }
        }
        routes = links.routes();
        return member;
    }

    /**
     * Adds a link. A source {@value LinkSpec#ANY} makes one queue per module, so that none can fill another's. Where a link
     * between the same modules retires, this one takes its place, as if that had been {@linkplain #replace replaced}.
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
        link(new AskedLink(spec, sources));
    }

    /**
     * Adds a link for some messages only, whose publishers can be made to wait until each message is settled: delivered, or lost and
     * then counted as dropped by {@code publish}. They do not wait while the sink is not running, and are told then that the message
     * was dropped, because nobody can say that it was not.
     *
     * @param filter what a message must fulfil beside the link's match; any thread calls, and nothing is locked
     * @param confirmed whether publishers are to wait at present; any thread calls; who waits already goes on waiting when it changes
     * @throws IllegalArgumentException if an end is not there, or a full queue does not block, as only what stays in order can be
     *     confirmed
     */
    public void linkConfirmed(LinkSpec spec, Predicate<Message> filter, BooleanSupplier confirmed) {
        if (spec.overflow() != Overflow.BLOCK) {
            throw new IllegalArgumentException("the link from " + spec.source() + " to " + spec.sink()
                    + " must block when it is full, not " + spec.overflow());
        }
        link(new AskedLink(spec, source -> true, filter, confirmed));
    }

    private synchronized void link(AskedLink link) {
        LinkSpec spec = link.spec();
        Member sink = requireMember(spec.sink());
        if (!spec.source().equals(LinkSpec.ANY)) {
            requireMember(spec.source());
        }
        asked.add(link);
        for (String name : members.keySet()) {
            if (link.startsAt(name)) {
                links.add(link, name, sink);
            }
        }
        routes = links.routes();
    }

    /**
     * Puts another link in the place of one between the same modules. Every message goes over the one or the other, and what the old
     * one has is delivered before what the new one has. Publishers that wait for room in the old one go on waiting. The counts go on.
     *
     * @return ends when all that was in the old one has been taken; while the sink is down, it waits
     * @throws IllegalArgumentException if the old one is not there, or the other has other ends
     */
    public CompletableFuture<Void> replace(LinkSpec old, LinkSpec next) {
        List<Link> replaced;
        Member sink;
        synchronized (this) {
            if (!old.source().equals(next.source()) || !old.sink().equals(next.sink())) {
                throw new IllegalArgumentException("a link from " + old.source() + " to " + old.sink()
                        + " cannot be replaced by one from " + next.source() + " to " + next.sink());
            }
            int place = requireAsked(old);
            sink = requireMember(old.sink());
            AskedLink link = asked.get(place).with(next);
            asked.set(place, link);
            replaced = links.present(each -> each.spec().equals(old));
            for (Link each : replaced) {
                links.replace(each, link, sink);
            }
            routes = links.routes();
        }
        tidy(sink);
        return all(replaced.stream().map(Link::whenGone).toList());
    }

    /**
     * Takes a link away: nothing new is routed to it from now on, and what waits in it is still delivered.
     *
     * @param limit after which what still waits there is dropped as {@link DropReason#LINK_REMOVED}, from zero on
     * @return ends when the link is gone
     * @throws IllegalArgumentException if it is not there
     */
    public CompletableFuture<Void> retire(LinkSpec spec, Duration limit) {
        List<Link> retired;
        synchronized (this) {
            asked.remove(requireAsked(spec));
            retired = retire(link -> link.spec().equals(spec));
        }
        return awaitEnd(retired, limit);
    }

    /** Takes a link away, and drops what waits in it as {@link DropReason#LINK_REMOVED}. */
    public void unlink(LinkSpec spec) {
        List<Link> retired;
        synchronized (this) {
            asked.removeIf(link -> link.spec().equals(spec));
            retired = retire(link -> link.spec().equals(spec));
        }
        retired.forEach(this::drop);
    }

    /** Takes a member away that has been stopped, and drops what waits in its links, as {@link #remove(String, Duration)} with zero. */
    public void remove(String name) {
        CompletableFuture<Void> unusedEnd = remove(name, Duration.ZERO);
    }

    /**
     * Takes a member away that has been stopped. What waits for it is dropped as {@link DropReason#LINK_REMOVED}; what it published is
     * still delivered.
     *
     * @param limit after which what it published is dropped too, from zero on
     * @return ends when its links are gone
     * @throws IllegalArgumentException if it is not there
     */
    public CompletableFuture<Void> remove(String name, Duration limit) {
        List<Link> toIt;
        List<Link> fromIt;
        synchronized (this) {
            requireMember(name);
            asked.removeIf(link -> link.touches(name));
            List<Link> retired = retire(
                    link -> link.source().equals(name) || link.spec().sink().equals(name));
            toIt = links.all(link -> link.spec().sink().equals(name));
            fromIt = retired.stream()
                    .filter(link -> !link.spec().sink().equals(name))
                    .toList();
        }
        toIt.forEach(this::drop);
        synchronized (this) {
            members.remove(name);
        }
        return awaitEnd(fromIt, limit);
    }

    private List<Link> retire(Predicate<Link> which) {
        List<Link> retired = links.present(which);
        // First, so that few publishers come upon a link that has ended.
        routes = Routes.of(links.present(link -> !retired.contains(link)));
        retired.forEach(Link::retire);
        return retired;
    }

    private CompletableFuture<Void> awaitEnd(List<Link> retired, Duration limit) {
        List<CompletableFuture<Void>> ends = retired.stream()
                .map(link -> link.whenGone().thenRun(() -> forget(link)))
                .toList();
        for (Link link : retired) {
            tidy(link);
            if (limit.isZero()) {
                drop(link);
            } else if (!link.whenGone().isDone()) {
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(() -> drop(link));
            }
        }
        return all(ends);
    }

    /** Drops what waits in a link that has retired, unless it has come back. */
    private void drop(Link link) {
        List<Link> gone;
        Member sink;
        synchronized (this) {
            sink = members.get(link.spec().sink());
            gone = sink == null ? List.of() : links.drop(link, sink);
        }
        if (sink != null) {
            // It counts already; this is for the memory.
            sink.execute(() -> gone.forEach(Link::drain));
        }
        gone.forEach(Link::gone);
    }

    private synchronized void forget(Link link) {
        links.forget(link);
    }

    private void tidy(Link link) {
        Member sink;
        synchronized (this) {
            sink = members.get(link.spec().sink());
        }
        if (sink != null) {
            tidy(sink);
        }
    }

    /** Ends links that are empty already. With nothing locked, for it may happen here. */
    private static void tidy(Member sink) {
        sink.execute(() -> sink.inbox().endRetired(null).forEach(Link::gone));
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private int requireAsked(LinkSpec spec) {
        for (int place = 0; place < asked.size(); place++) {
            if (asked.get(place).spec().equals(spec)) {
                return place;
            }
        }
        throw new IllegalArgumentException("there is no such link from " + spec.source() + " to " + spec.sink());
    }

    private Member requireMember(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("there is no module \"" + name + "\"");
        }
        return member;
    }

    /**
     * Publishes a message on one durable link alone, as if its source had. Returns when it is on disk, or was dropped.
     *
     * @throws IllegalArgumentException if there is no such durable link, nor another between the same modules
     */
    public PublishResult republish(LinkKey link, Message message) {
        Link target = durable(link);
        Receipts receipts = new Receipts();
        Link.Offer offer = target.publish(message, receipts);
        boolean kept = offer == Link.Offer.QUEUED && receipts.awaitAll() == 0;
        return kept ? PublishResult.ACCEPTED : PublishResult.DROPPED;
    }

    private synchronized Link durable(LinkKey key) {
        List<Link> between = links.present(link -> link.isDurable()
                && link.source().equals(key.source())
                && link.spec().sink().equals(key.sink()));
        return between.stream()
                .filter(link -> link.spec().match().equals(key.match()))
                .findFirst()
                .or(() -> between.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no durable link from " + key.source() + " to " + key.sink() + " any more"));
    }

    /** {@return every link with its counts; a link from {@code *} appears once for each of its sources} */
    public synchronized List<LinkStatus> links() {
        return links.all(link -> true).stream()
                .map(link -> new LinkStatus(link.source(), link.spec(), link.ledger()))
                .toList();
    }

    /** {@return the counts of all links that are gone, together} */
    public synchronized LedgerSnapshot retired() {
        return links.removed();
    }

    /** Ends the durable links of this run, once all members have been stopped; what they have stays on disk. */
    @Override
    public synchronized void close() {
        links.all(link -> true).forEach(Link::close);
        durables.close();
    }

    Link[] routesFrom(String source) {
        return routes.from(source);
    }

    Time time() {
        return time;
    }

    int maxMessage() {
        return maxMessage;
    }
}
