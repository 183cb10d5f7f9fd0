package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's view over the queues of the links that end in it. The runner takes from them in turn. */
final class Inbox {
    /** Messages taken from one link before the next has its turn: enough to be cheap, too few to starve anybody. */
    static final int TURN = 64;

    private volatile Link[] links = {};
    private volatile int turn = TURN;
    /** To whom the runner may hand messages; a runner with another delivery has been abandoned. */
    private volatile @Nullable Delivery openFor;
    /** Why nothing is taken while the inbox is closed. Guarded by this. */
    private DropReason closedWhy = DropReason.SINK_DOWN;

    synchronized void add(Link link) {
        tell(link);
        List<Link> more = new ArrayList<>(List.of(links));
        more.add(link);
        links = more.toArray(Link[]::new);
    }

    /** Takes a link away; who waits for room in it goes on. */
    synchronized void remove(Link link) {
        List<Link> fewer = new ArrayList<>(List.of(links));
        fewer.remove(link);
        links = fewer.toArray(Link[]::new);
        link.sinkAway(DropReason.SINK_DOWN);
    }

    boolean isOpen() {
        return openFor != null;
    }

    /** Lets messages be taken for this delivery alone. */
    void open(Delivery delivery) {
        turn = TURN;
        openFor(delivery, DropReason.SINK_DOWN);
    }

    /** Makes the turns as short as can be, because the time is limited. Until {@link #takeTurns}, or the inbox is opened anew. */
    void takeSingly() {
        turn = 1;
    }

    void takeTurns() {
        turn = TURN;
    }

    /** Leaves messages in their queues. From any thread; holds from the next message on. */
    void close() {
        openFor(null, DropReason.SINK_DOWN);
    }

    /** Leaves messages in their queues, because the module rests. */
    void suspend() {
        openFor(null, DropReason.SINK_SUSPENDED);
    }

    private synchronized void openFor(@Nullable Delivery delivery, DropReason why) {
        openFor = delivery;
        closedWhy = why;
        for (Link link : links) {
            tell(link);
        }
    }

    private void tell(Link link) {
        if (isOpen()) {
            link.sinkRunning();
        } else {
            link.sinkAway(closedWhy);
        }
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

    /** Gives every link one turn. {@return how many messages were taken} */
    int round(Delivery delivery) {
        int taken = 0;
        for (Link link : links) {
            taken += turn(link, delivery);
        }
        return taken;
    }

    private int turn(Link link, Delivery delivery) {
        int taken = 0;
        while (taken < turn && openFor == delivery) {
            Message message = link.take();
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
        return !hasWaiting();
    }
}
