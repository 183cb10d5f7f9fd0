package dev.bulkhead.host;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The broker in which the modules of this process meet, and their ways to the gateway. It is there as long as one of them has a
 * session. Thread-safe.
 */
final class Neighbourhood {
    /** What the module's inbox and its way out hold: enough to keep both sides busy, little enough for a small heap. */
    private static final int QUEUE_MESSAGES = 16 * 1024;

    private static final long QUEUE_BYTES = 4L * 1024 * 1024;
    /** Within the host nothing is ever dropped for want of room: the gateway's links decide about that. */
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    /** Makes the name of the way to the gateway from that of its module: one that no module can have. */
    private static final String WAY_OUT = "*";

    private @Nullable Broker broker;
    private final Map<String, Member> modules = new HashMap<>();
    private InnerLinks innerLinks = new InnerLinks();
    private int sessions;

    /**
     * Makes room for a module.
     *
     * @param maxMessage the largest message that may be published, in bytes of its frame
     */
    synchronized Place join(String name, int maxMessage) {
        Broker present = broker;
        if (present == null) {
            present = new Broker(maxMessage);
            broker = present;
        }
        sessions++;
        Member module = module(name, present);
        Member gateway = present.add(WAY_OUT + name);
        WayOut wayOut = new WayOut(name);
        AtomicBoolean confirming = new AtomicBoolean();
        present.linkConfirmed(link(name, gateway.name()), wayOut, confirming::get);
        present.link(link(gateway.name(), name));
        return new Place(this, module, gateway, wayOut, confirming);
    }

    /** Modules stay as long as the broker: messages for one that is not there wait for it. */
    private Member module(String name, Broker present) {
        return modules.computeIfAbsent(name, present::add);
    }

    private static LinkSpec link(String from, String to) {
        return new LinkSpec(from, to, Map.of(), Overflow.BLOCK, QUEUE_MESSAGES, QUEUE_BYTES, FOR_EVER);
    }

    /** Closes a module's way to the gateway, with all that still waits there. */
    synchronized void leave(Place place) {
        sessions--;
        if (sessions == 0) {
            broker = null;
            modules.clear();
            innerLinks = new InnerLinks();
        } else if (broker != null) {
            broker.remove(place.gateway().name());
        }
    }

    /** Lets these links stay inside. */
    synchronized void hold(Links links) {
        Broker present = broker;
        if (present != null) {
            for (LinkSpec link : links.inside()) {
                Member unusedSource = module(link.source(), present);
                Member unusedSink = module(link.sink(), present);
            }
            innerLinks.hold(links, present);
        }
    }

    /** {@return the counts of the links inside that begin or end at a module} */
    synchronized Counts counts(String module) {
        Broker present = broker;
        return present == null ? new Counts(0, 0, List.of()) : innerLinks.counts(module, present);
    }
}
