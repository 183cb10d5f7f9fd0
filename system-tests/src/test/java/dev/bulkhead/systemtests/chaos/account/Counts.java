package dev.bulkhead.systemtests.chaos.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * A link's ledger, or the difference between two.
 *
 * @param dropped by reason; dead letters and what expired are among them, as {@value #DEAD_LETTERED} and {@value #EXPIRED}
 */
public record Counts(long published, long delivered, long queued, long inFlight, Map<String, Long> dropped) {
    public static final String DEAD_LETTERED = "dead-lettered";
    public static final String EXPIRED = "expired";
    public static final String HOST_LOST = "host-lost";

    public static final Counts NONE = new Counts(0, 0, 0, 0, Map.of());

    public Counts {
        dropped = Map.copyOf(dropped);
    }

    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long dropped(String reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    public boolean balances() {
        return published == delivered + queued + inFlight + droppedTotal();
    }

    public boolean isAtRest() {
        return queued == 0 && inFlight == 0;
    }

    public Counts plus(Counts other) {
        return combine(other, 1);
    }

    public Counts minus(Counts other) {
        return combine(other, -1);
    }

    private Counts combine(Counts other, int sign) {
        Map<String, Long> both = new TreeMap<>(dropped);
        other.dropped.forEach((reason, count) -> both.merge(reason, sign * count, Long::sum));
        both.values().removeIf(count -> count == 0);
        return new Counts(
                published + sign * other.published,
                delivered + sign * other.delivered,
                queued + sign * other.queued,
                inFlight + sign * other.inFlight,
                both);
    }
}
