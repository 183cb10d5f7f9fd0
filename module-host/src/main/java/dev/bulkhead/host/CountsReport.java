package dev.bulkhead.host;

import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.PacketWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the links inside the host have counted, as far as the gateway has not been told. Used by the uplink's thread alone. */
final class CountsReport {
    /** So many links fit into a request, whatever else it carries. */
    private static final int MOST_LINKS = 128;

    private final Supplier<Counts> counts;
    private final Map<Integer, LedgerSnapshot> told = new HashMap<>();
    private long generation;
    private @Nullable Counts sending;
    private boolean more;

    CountsReport(Supplier<Counts> counts) {
        this.counts = counts;
    }

    void writeTo(PacketWriter request) {
        Counts all = counts.get();
        if (all.generation() != generation) {
            generation = all.generation();
            told.clear();
        }
        List<Counts.OfLink> news = all.links().stream()
                .filter(link -> !link.ledger().equals(told.get(link.index())))
                .toList();
        more = news.size() > MOST_LINKS;
        if (!news.isEmpty()) {
            Counts portion =
                    new Counts(all.generation(), all.order(), news.subList(0, Math.min(MOST_LINKS, news.size())));
            portion.write(request);
            sending = portion;
        }
    }

    /** {@return whether one request did not hold it all} */
    boolean hasMore() {
        return more;
    }

    /** The gateway has what was written last. */
    void arrived() {
        if (sending != null && sending.generation() == generation) {
            sending.links().forEach(link -> told.put(link.index(), link.ledger()));
        }
        sending = null;
    }
}
