package dev.bulkhead.broker;

import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of a link at one moment. While messages move, the numbers may be a few messages apart; at rest they balance.
 *
 * @param published messages that matched the link
 * @param delivered messages whose {@code receive} returned
 * @param queued messages waiting in the link
 * @param inFlight messages with the runner or the module host, not yet returned
 * @param dropped messages dropped, by reason; reasons that never occurred are absent
 * @param deadLettered messages that are kept apart, because they could not be delivered
 * @param expired messages that waited longer than they may
 */
public record LedgerSnapshot(
        long published,
        long delivered,
        long queued,
        long inFlight,
        Map<DropReason, Long> dropped,
        long deadLettered,
        long expired) {

    /** What a link begins with. */
    public static final LedgerSnapshot NOTHING = new LedgerSnapshot(0, 0, 0, 0, Map.of());

    public LedgerSnapshot {
        dropped = Map.copyOf(dropped);
    }

    /** The counts of a link of which no message became a dead letter, or expired. */
    public LedgerSnapshot(long published, long delivered, long queued, long inFlight, Map<DropReason, Long> dropped) {
        this(published, delivered, queued, inFlight, dropped, 0, 0);
    }

    /** {@return how many messages were dropped for any reason} */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return the counts of both together} */
    public LedgerSnapshot plus(LedgerSnapshot other) {
        Map<DropReason, Long> both = new EnumMap<>(DropReason.class);
        both.putAll(dropped);
        other.dropped.forEach((reason, messages) -> both.merge(reason, messages, Long::sum));
        return new LedgerSnapshot(
                published + other.published,
                delivered + other.delivered,
                queued + other.queued,
                inFlight + other.inFlight,
                both,
                deadLettered + other.deadLettered,
                expired + other.expired);
    }

    /** {@return the counts when nobody is to take what is queued any more: dropped for this reason} */
    LedgerSnapshot givenUp(DropReason reason) {
        LedgerSnapshot without =
                new LedgerSnapshot(published - queued, delivered, 0, inFlight, dropped, deadLettered, expired);
        return queued == 0 ? this : without.plus(new LedgerSnapshot(queued, 0, 0, 0, Map.of(reason, queued)));
    }

    /** {@return whether every published message is accounted for} */
    public boolean balances() {
        return published == delivered + queued + inFlight + droppedTotal() + deadLettered + expired;
    }
}
