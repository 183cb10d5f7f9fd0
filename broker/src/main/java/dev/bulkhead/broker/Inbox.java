package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;

/** A module's view over the queues of the links that end in it. The runner takes from them in turn. */
final class Inbox {
    /** Messages taken from one link before the next has its turn: enough to be cheap, too few to starve anybody. */
    static final int TURN = 64;

    private volatile Link[] links = {};
    private volatile boolean open;

    synchronized void add(Link link) {
        link.sinkRunning(open);
        List<Link> more = new ArrayList<>(List.of(links));
        more.add(link);
        links = more.toArray(Link[]::new);
    }

    boolean isOpen() {
        return open;
    }

    /** Lets the runner take messages, or leaves them in their queues. From any thread; holds from the next message on. */
    synchronized void open(boolean nowOpen) {
        open = nowOpen;
        for (Link link : links) {
            link.sinkRunning(nowOpen);
        }
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
        while (taken < TURN && open) {
            Message message = link.take();
            if (message == null) {
                break;
            }
            taken++;
            delivery.deliver(link, message);
        }
        if (taken > 0) {
            link.taken();
        }
        return taken;
    }

    /** {@return whether there is nothing to take} */
    boolean isEmpty() {
        if (!open) {
            return true;
        }
        for (Link link : links) {
            if (!link.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
