package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module's view over the queues of the links that end in it. The runner takes from them in turn. The successor of a link comes
 * in its place when that is gone, so what the one had is delivered before what the other has.
 */
final class Inbox {
    /** Messages taken from one link before the next has its turn: enough to be cheap, too few to starve anybody. */
    static final int TURN = 64;

    private volatile Link[] links = {};
    private volatile int turn = TURN;
    private volatile @Nullable Runner pacer;
    /** To whom the runner may hand messages; a runner with another delivery has been abandoned. */
    private volatile @Nullable Delivery openFor;
    /** Why nothing is taken while the inbox is closed. Guarded by this. */
    private DropReason closedWhy = DropReason.SINK_DOWN;
    /** Whether somebody is about to take. Guarded by this. */
    private boolean expected;

    synchronized void add(Link link) {
        tell(link);
        List<Link> more = new ArrayList<>(List.of(links));
        more.add(link);
        links = more.toArray(Link[]::new);
    }

    /** Puts a link in the place of another, which retires. */
    synchronized void addAfter(Link old, Link next) {
        if (headOf(old) == null) {
            add(next);
        } else {
            tell(next);
        }
        old.retireFor(next);
    }

    /** Puts a link in the place of another that is the same but for its terms. */
    synchronized void swap(Link old, Link same) {
        tell(same);
        for (Link head : links) {
            if (head.equals(old)) {
                replace(head, same);
                return;
            }
            for (Link link : chain(head)) {
                if (old.equals(link.successor())) {
                    link.retireFor(same);
                    return;
                }
            }
        }
    }

    /** Takes a link away, with those before it and after it in its place; who waits for room in them goes on. */
    synchronized List<Link> remove(Link link) {
        Link head = headOf(link);
        if (head == null) {
            return List.of();
        }
        replace(head, null);
        List<Link> chain = chain(head);
        chain.forEach(removed -> removed.sinkAway(DropReason.LINK_REMOVED));
        return chain;
    }

    /** {@return the link from which the runner takes, if it comes to this one in the end} */
    private @Nullable Link headOf(Link link) {
        for (Link head : links) {
            if (chain(head).contains(link)) {
                return head;
            }
        }
        return null;
    }

    private static List<Link> chain(Link head) {
        List<Link> chain = new ArrayList<>();
        for (Link link = head; link != null; link = link.successor()) {
            chain.add(link);
        }
        return chain;
    }

    private void replace(Link head, @Nullable Link next) {
        List<Link> changed = new ArrayList<>(List.of(links));
        int place = changed.indexOf(head);
        if (next == null) {
            changed.remove(place);
        } else {
            changed.set(place, next);
        }
        links = changed.toArray(Link[]::new);
    }

    /**
     * Takes the links away that have retired and are empty. On the thread that takes from them, or when there is none.
     *
     * @param delivery to whom that thread hands messages; null if it hands out none, and then nothing is done unless this is closed
     * @return those that are gone
     */
    synchronized List<Link> endRetired(@Nullable Delivery delivery) {
        List<Link> gone = new ArrayList<>();
        if (openFor == delivery) {
            for (Link head : links) {
                Link link = head;
                while (link != null && link.endIfReady()) {
                    gone.add(link);
                    link = link.successor();
                }
                if (!head.equals(link)) {
                    replace(head, link);
                }
            }
        }
        return gone;
    }

    boolean isOpen() {
        return openFor != null;
    }

    /** Lets messages be taken for this delivery alone. */
    void open(Delivery delivery) {
        turn = TURN;
        openFor(delivery, DropReason.SINK_DOWN);
    }

    /** Lets a runner alone say how long the turns are: others go on for a while after it has taken their place. */
    void paced(Runner runner) {
        pacer = runner;
    }

    /** Makes the turns as short as can be, because the time is limited. Until {@link #takeTurns}, or the inbox is opened anew. */
    void takeSingly(Runner runner) {
        if (runner.equals(pacer)) {
            turn = 1;
        }
    }

    void takeTurns(Runner runner) {
        if (runner.equals(pacer)) {
            turn = TURN;
        }
    }

    /** Leaves messages in their queues. From any thread; holds from the next message on. */
    void close() {
        openFor(null, DropReason.SINK_DOWN);
    }

    /** Leaves messages in their queues, because the module rests. */
    void suspend() {
        openFor(null, DropReason.SINK_SUSPENDED);
    }

    /** Lets publishers wait for room, or not any more, while nobody takes. */
    synchronized void expected(boolean soon) {
        expected = soon;
        tellAll();
    }

    private synchronized void openFor(@Nullable Delivery delivery, DropReason why) {
        openFor = delivery;
        closedWhy = why;
        tellAll();
    }

    private void tellAll() {
        for (Link head : links) {
            chain(head).forEach(this::tell);
        }
    }

    private void tell(Link link) {
        if (isOpen() || expected) {
            link.sinkRunning();
        } else {
            link.sinkAway(closedWhy);
        }
    }

    /** Takes back from a delivery that was given up what it has not settled. */
    synchronized void abandon(Delivery delivery, Failure failure) {
        for (Link head : links) {
            chain(head).forEach(link -> link.abandoned(delivery.taker(), failure));
        }
    }

    /** {@return how many messages were published to the present links so far} */
    long addressed() {
        long messages = 0;
        for (Link link : links) {
            messages += link.ledger().published();
        }
        return messages;
    }

    /** {@return whether a message waits, whoever may take it} */
    boolean hasWaiting() {
        for (Link link : links) {
            if (!link.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a message waits, or it is not known yet what became of it} */
    boolean hasUnsettled() {
        for (Link link : links) {
            LedgerSnapshot ledger = link.ledger();
            if (ledger.queued() + ledger.inFlight() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives every link one turn. {@return how many messages were taken} */
    int round(Delivery delivery) {
        int taken = 0;
        boolean ends = false;
        Link[] present = links;
        for (Link link : present) {
            taken += turn(link, delivery, present);
            ends |= link.isReadyToEnd();
        }
        if (ends) {
            endRetired(delivery).forEach(Link::gone);
        }
        return taken;
    }

    /** Links may go while the module has a message, for however long: nothing more is taken from them then. */
    @SuppressWarnings("ReferenceEquality") // the very array: whenever a link comes or goes there is a new one
    private int turn(Link link, Delivery delivery, Link[] present) {
        int taken = 0;
        while (taken < turn && openFor == delivery && links == present) {
            Message message = link.take(delivery.taker());
            if (message == null) {
                break;
            }
            taken++;
            delivery.deliver(link, message);
        }
        return taken;
    }

    /** {@return whether there is nothing to take for this delivery} */
    boolean isEmptyFor(Delivery delivery) {
        if (openFor != delivery) {
            return true;
        }
        for (Link link : links) {
            if (link.isReadyToEnd()) {
                return false;
            }
        }
        return !hasWaiting();
    }
}
