package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one message after the other for a thread that must not wait long: a publish can be left and taken up again. The
 * overflow policies of the links hold all the same; the time between two calls counts towards {@code blockFor}. Sinks are woken
 * once for many messages, so {@link #wakeSinks} must follow the last one. Not thread-safe.
 */
public final class Feed {
    /** Messages after which a sink is woken though more may follow: few enough to let it work beside this thread. */
    private static final int WAKE_AFTER = 256;

    private final Publisher publisher;
    private final int marks;
    /** How many publishes are complete. */
    private long complete;
    /** The message whose publish has begun and is not complete. */
    private @Nullable Message unfinished;

    private final Storing storing = new Storing();
    /** What the present publish gave to durable links; null if nothing. */
    private @Nullable Receipts receipts;

    private Link[] links = {};
    private int next;
    private int queued;
    private int dropped;
    private long blockedSince;
    private boolean blocked;
    /** Messages queued since the sinks were woken, and where. */
    private int silent;

    private Link[] silentLinks = {};

    /**
     * Makes a feed.
     *
     * @param marks by how many bytes messages may be larger than the broker's limit
     */
    Feed(Publisher publisher, int marks) {
        this.publisher = publisher;
        this.marks = marks;
    }

    /**
     * Publishes a message, as far as that can be done until {@code System.nanoTime()} has passed {@code deadline}.
     *
     * @return whether the publish is complete: every link has queued or dropped the message; else {@link #resume} goes on
     * @throws MessageTooLargeException if it is larger than the broker's limit
     * @throws IllegalStateException if the publish before has not been completed
     */
    public boolean publish(Message message, long deadline) {
        if (unfinished != null) {
            throw new IllegalStateException("the last publish has not been completed");
        }
        publisher.requireAllowedSize(message, marks);
        links = publisher.routes();
        if (links != silentLinks) {
            wakeSinks();
            silentLinks = links;
        }
        next = 0;
        queued = 0;
        dropped = 0;
        return advance(message, deadline);
    }

    /** {@return whether a publish has begun and is not complete} */
    public boolean isUnfinished() {
        return unfinished != null;
    }

    /** Goes on with the unfinished publish. {@return as {@link #publish}} */
    public boolean resume(long deadline) {
        Message message = unfinished;
        if (message == null) {
            throw new IllegalStateException("no publish is unfinished");
        }
        return advance(message, deadline);
    }

    /** Lets the sinks look for what has been queued. */
    public void wakeSinks() {
        if (silent > 0) {
            silent = 0;
            for (Link link : silentLinks) {
                link.wakeSink();
            }
        }
    }

    /**
     * Waits until each durable link has stored what was published, or could not, or {@code System.nanoTime()} has passed
     * {@code deadline}. What a link in memory has queued or dropped is stored at once.
     *
     * @return up to which publish that is so; they are numbered from 1, in the order in which they were completed
     */
    public long stored(long deadline) {
        return storing.await(complete, deadline);
    }

    /**
     * Tells which publishes came to nothing, because the disk did not take the message and no other link has it.
     *
     * @param most the most numbers to tell; the others are told at the next call
     * @return their numbers, up to what {@link #stored} returned last, ascending; each is told once
     */
    public long[] takeFailed(int most) {
        return storing.takeFailed(most);
    }

    private boolean advance(Message message, long deadline) {
        while (next < links.length) {
            Link link = links[next];
            if (link.wants(message) && !offer(link, message, deadline)) {
                unfinished = message;
                return false;
            }
            next++;
            blocked = false;
        }
        unfinished = null;
        var unused = publisher.result(queued, dropped);
        complete++;
        if (receipts != null) {
            storing.add(complete, receipts, queued > receipts.size());
            receipts = null;
        }
        if (silent >= WAKE_AFTER) {
            wakeSinks();
        }
        return true;
    }

    /** {@return whether the link has queued or dropped the message} */
    private boolean offer(Link link, Message message, long deadline) {
        if (receipts == null && link.isDurable()) {
            receipts = new Receipts();
        }
        Link.Offer offer = link.offer(message, receipts);
        while (offer == Link.Offer.NO_ROOM) {
            wakeSinks();
            long giveUp = giveUpAt(link);
            if (System.nanoTime() - giveUp >= 0) {
                offer = link.timeOut();
            } else if (System.nanoTime() - deadline >= 0) {
                return false;
            } else {
                link.awaitRoom(message, giveUp - deadline < 0 ? giveUp : deadline);
                offer = link.offer(message, receipts);
            }
        }
        if (offer == Link.Offer.QUEUED) {
            queued++;
            silent++;
        } else if (offer == Link.Offer.DROPPED) {
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
