package dev.bulkhead.host;

import dev.bulkhead.wire.packet.Condition;
import dev.bulkhead.wire.packet.PacketWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the module has said of its conditions, as far as the gateway has not been told. Used by the uplink's thread alone. */
final class ConditionsReport {
    /** So many fit into a request, whatever else it carries. */
    private static final int MOST = 16;

    private final Supplier<Map<String, Boolean>> conditions;
    private final Map<String, Boolean> told = new HashMap<>();
    private List<Condition> sending = List.of();
    /** Whether something may have changed since we looked; spares the look in every other request. */
    private volatile boolean changed;

    private boolean more;

    ConditionsReport(Supplier<Map<String, Boolean>> conditions) {
        this.conditions = conditions;
    }

    /** Something has changed. From any thread. */
    void changed() {
        changed = true;
    }

    void writeTo(PacketWriter request) {
        if (!changed && !more) {
            return;
        }
        changed = false;
        List<Condition> news = conditions.get().entrySet().stream()
                .filter(condition -> !condition.getValue().equals(told.get(condition.getKey())))
                .map(condition -> new Condition(condition.getKey(), condition.getValue()))
                .toList();
        more = news.size() > MOST;
        sending = news.subList(0, Math.min(MOST, news.size()));
        sending.forEach(condition -> condition.write(request));
    }

    /** {@return whether one request did not hold it all} */
    boolean hasMore() {
        return more;
    }

    /** The gateway has what was written last. */
    void arrived() {
        sending.forEach(condition -> told.put(condition.name(), condition.holds()));
        sending = List.of();
    }
}
