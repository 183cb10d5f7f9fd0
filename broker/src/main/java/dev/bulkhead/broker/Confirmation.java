package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the publishers of one link wait until the sink has settled their messages. The link is first in, first out, so the messages
 * that were settled are the first ones that were queued. Any thread publishes, one at a time settles.
 */
final class Confirmation {
    private final BooleanSupplier asked;
    /** How many messages have ever been queued. */
    private final LongSupplier offered;
    /** Guarded by this, as is all that follows. */
    private final List<Ticket> waiting = new ArrayList<>();

    private long settled;
    /** Whether nobody is to wait, because the sink does not run. */
    private boolean away = true;

    /**
     * Makes a confirmation for a new link.
     *
     * @param asked whether publishers are to wait at present; any thread asks
     */
    Confirmation(BooleanSupplier asked, LongSupplier offered) {
        this.asked = asked;
        this.offered = offered;
    }

    /** {@return for one publish; null if it need not wait} */
    @Nullable
    Ticket ticket() {
        return asked.getAsBoolean() ? new Ticket() : null;
    }

    /** The next messages are settled. */
    synchronized void settled(int messages, boolean well) {
        if (!well) {
            for (Ticket ticket : waiting) {
                ticket.failed |= ticket.after < settled + messages && ticket.upTo > settled;
            }
        }
        settled += messages;
        notifyAll();
    }

    /** Lets publishers wait, or not any more, as the sink runs. */
    synchronized void sinkAway(boolean nowAway) {
        away = nowAway;
        notifyAll();
    }

    /** One publish. Its message has a number above {@code after}, and at most {@code upTo}. */
    final class Ticket {
        private long after;
        private long upTo;
        private boolean failed;

        /** Queues the message, if there is room. One publisher at a time, so that each knows its number. */
        Link.Offer offer(Supplier<Link.Offer> queue) {
            synchronized (Confirmation.this) {
                after = offered.getAsLong();
                Link.Offer offer = queue.get();
                upTo = offered.getAsLong();
                if (offer == Link.Offer.QUEUED) {
                    // Here, because it may be settled before its publisher gets to wait.
                    waiting.add(this);
                }
                return offer;
            }
        }

        /** Waits until the message is settled. An interrupt does not end the wait; it is kept for the caller. */
        Link.Offer await() {
            boolean interrupted = false;
            synchronized (Confirmation.this) {
                while (settled < upTo && !away) {
                    try {
                        Confirmation.this.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                waiting.remove(this);
                failed |= settled < upTo;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return failed ? Link.Offer.DROPPED : Link.Offer.QUEUED;
        }
    }
}
