package dev.bulkhead.host;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Overflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private int sessions;

    /**
     * A module's place for one session.
     *
     * @param module the module's own
     * @param gateway its way to the gateway; of this session alone
     */
    record Place(Member module, Member gateway) {}

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
        Broker meeting = present;
        Member module = modules.computeIfAbsent(name, meeting::add);
        Member gateway = meeting.add(WAY_OUT + name);
        meeting.link(link(name, gateway.name()));
        meeting.link(link(gateway.name(), name));
        return new Place(module, gateway);
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
        } else if (broker != null) {
            broker.remove(place.gateway().name());
        }
    }
}
