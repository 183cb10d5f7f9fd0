package dev.bulkhead.broker;

import dev.bulkhead.api.Message;

/**
 * A publish that can be left and taken up again, for a thread that must not wait long. The overflow policies of the links
 * hold all the same: the time between two calls counts towards {@code blockFor}. Not thread-safe.
 */
public final class Publication {
    private final Message message;
    private final Link[] links;
    private final Publisher publisher;
    private int next;
    private int queued;
    private int dropped;
    private long blockedSince;
    private boolean blocked;

    Publication(Message message, Link[] links, Publisher publisher) {
        this.message = message;
        this.links = links;
        this.publisher = publisher;
    }

    /**
     * Goes on until every link has queued or dropped the message, or {@code System.nanoTime()} has passed {@code deadline}.
     *
     * @return whether the publish is complete
     */
    public boolean advance(long deadline) {
        while (next < links.length) {
            Link link = links[next];
            if (link.wants(message) && !offer(link, deadline)) {
                return false;
            }
            next++;
            blocked = false;
        }
        var unused = publisher.result(queued, dropped);
        return true;
    }

    /** {@return whether the link has queued or dropped the message} */
    private boolean offer(Link link, long deadline) {
        Link.Offer offer = link.offer(message);
        while (offer == Link.Offer.NO_ROOM) {
            long giveUp = giveUpAt(link);
            if (System.nanoTime() - giveUp >= 0) {
                offer = Link.Offer.DROPPED;
                link.timeOut();
            } else if (System.nanoTime() - deadline >= 0) {
                return false;
            } else {
                link.awaitRoom(message, giveUp - deadline < 0 ? giveUp : deadline);
                offer = link.offer(message);
            }
        }
        if (offer == Link.Offer.QUEUED) {
            queued++;
        } else {
            dropped++;
        }
        return true;
    }

    private long giveUpAt(Link link) {
        if (!blocked) {
            blocked = true;
            blockedSince = System.nanoTime();
        }
        return blockedSince + link.spec().blockFor().toNanos();
    }
}
