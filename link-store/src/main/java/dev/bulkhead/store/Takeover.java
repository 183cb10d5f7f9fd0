package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hands what one link left to another between the same modules. Used by the writer, within a transaction. */
final class Takeover {
    /** Of messages that are in memory at once. */
    private static final int MOST = 256;
    /** No link has it. */
    private static final long FRESH = 0;

    private final Tables tables;
    private final Damage damage;

    Takeover(Tables tables, Damage damage) {
        this.tables = tables;
        this.damage = damage;
    }

    /** {@return the row of a link that now has what both had, by the numbers of their messages, and counts what both counted} */
    LinkRow merge(LinkRow into, LinkRow from) throws SQLException {
        Schema.makeQueue(tables.database(), FRESH);
        long messages = mergeQueues(into, from);
        tables.retries().move(from.id(), into.id());
        tables.drop(from.id());
        tables.replaceQueue(into.id(), FRESH);
        long settled = Math.min(into.settled(), from.settled());
        long appended = into.appended() + from.appended() + messages;
        LinkRow merged = new LinkRow(
                into.id(), into.key(), settled, appended, into.lost() + from.lost(), sum(into.totals(), from.totals()));
        tables.links().save(merged.id(), settled, appended, merged.lost(), merged.totals());
        return merged;
    }

    private long mergeQueues(LinkRow into, LinkRow from) throws SQLException {
        QueueTable fresh = new QueueTable(tables.database(), FRESH);
        long messages = into.appended() + from.appended();
        long before = messages;
        try (QueueCursor one = new QueueCursor(tables.database(), into.id(), into.settled());
                QueueCursor other = new QueueCursor(tables.database(), from.id(), from.settled())) {
            List<StoredMessage> some = new ArrayList<>();
            StoredMessage a = one.next();
            StoredMessage b = other.next();
            while (a != null || b != null) {
                StoredMessage first = first(a, b);
                some.add(first);
                if (a != null && a.number() == first.number()) {
                    a = one.next();
                } else {
                    b = other.next();
                }
                if (some.size() == MOST || (a == null && b == null)) {
                    new GroupWriter().write(fresh, some, before);
                    before += some.size();
                    some.clear();
                }
            }
            damage.lostOf(into.key(), one.missing(), "its queue");
            damage.lostOf(from.key(), other.missing(), "its queue");
        } finally {
            fresh.close();
        }
        return before - messages;
    }

    private static StoredMessage first(@Nullable StoredMessage a, @Nullable StoredMessage b) {
        if (a == null || b == null) {
            return Objects.requireNonNull(a == null ? b : a);
        }
        return a.number() < b.number() ? a : b;
    }

    private static Totals sum(Totals a, Totals b) {
        Map<String, Long> dropped = new TreeMap<>();
        a.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        b.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        return new Totals(
                a.delivered() + b.delivered(), dropped, a.deadLettered() + b.deadLettered(), a.expired() + b.expired());
    }
}
