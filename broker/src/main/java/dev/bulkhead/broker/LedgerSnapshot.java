package dev.bulkhead.broker;

import java.util.Map;

/**
 * The counts of a link at one moment. While messages move, the numbers may be a few messages apart; at rest they balance.
 *
 * @param published messages that matched the link
 * @param delivered messages whose {@code receive} returned
 * @param queued messages waiting in the link
 * @param inFlight messages with the runner or the module host, not yet returned
 * @param dropped messages dropped, by reason; reasons that never occurred are absent
 */
public record LedgerSnapshot(
        long published, long delivered, long queued, long inFlight, Map<DropReason, Long> dropped) {

    public LedgerSnapshot {
        dropped = Map.copyOf(dropped);
    }

    /** {@return how many messages were dropped for any reason} */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return whether every published message is accounted for} */
    public boolean balances() {
        return published == delivered + queued + inFlight + droppedTotal();
    }
}
