package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds what there is of a link, or begins it. Used by the writer, within a transaction. */
final class Opening {
    private final Tables tables;
    private final Damage damage;
    private final OpenLinks open;
    private final boolean unclean;

    Opening(Tables tables, Damage damage, OpenLinks open, boolean unclean) {
        this.tables = tables;
        this.damage = damage;
        this.open = open;
        this.unclean = unclean;
    }

    Opened open(LinkKey key) throws SQLException {
        LinkRow own = null;
        List<LinkRow> left = new ArrayList<>();
        for (LinkRow row : tables.links().all()) {
            if (row.key().equals(key)) {
                own = row;
            } else if (isLeftBetween(row.key(), key)) {
                left.add(row);
            }
        }
        if (own == null) {
            own = left.isEmpty() ? tables.links().add(key) : tables.links().rename(left.remove(0), key);
        }
        for (LinkRow other : left) {
            own = new Takeover(tables, damage).merge(own, other);
        }
        return opened(own);
    }

    private boolean isLeftBetween(LinkKey other, LinkKey key) {
        return other.source().equals(key.source()) && other.sink().equals(key.sink()) && !open.isTaken(other);
    }

    /** {@return what there is of a link that is there} */
    Opened opened(LinkRow link) throws SQLException {
        List<Long> damaged = new ArrayList<>();
        List<Retry> retries = tables.retries().of(link.id(), damaged);
        for (long number : damaged) {
            damage.lost(1, link.key().toString(), "message " + number + ", which waited for another attempt");
            tables.retries().delete(number);
        }
        Waiting waiting = waiting(link);
        Past past = new Past(
                link.totals(), waiting.messages(), waiting.bytes(), link.lost() + damaged.size(), retries, unclean);
        return new Opened(link.id(), link.key(), link.settled(), Math.max(link.appended(), waiting.appended()), past);
    }

    private record Waiting(long messages, long bytes, long appended) {}

    private Waiting waiting(LinkRow link) throws SQLException {
        String sql = "SELECT coalesce(sum(count), 0), coalesce(sum(bytes), 0), coalesce(max(before + count), 0) FROM "
                + Schema.queue(link.id()) + " WHERE first > ?";
        try (PreparedStatement select = tables.database().prepare(sql)) {
            select.setLong(1, link.settled());
            try (ResultSet row = select.executeQuery()) {
                Waiting partly = partlySettled(link);
                return new Waiting(
                        row.getLong(1) + partly.messages(),
                        row.getLong(2) + partly.bytes(),
                        Math.max(row.getLong(3), partly.appended()));
            }
        }
    }

    /** {@return what is left of the row of which some messages have been settled} */
    private Waiting partlySettled(LinkRow link) throws SQLException {
        String sql = "SELECT first, last, count, bytes, before, records FROM " + Schema.queue(link.id())
                + " WHERE first <= ? ORDER BY first DESC LIMIT 1";
        try (PreparedStatement select = tables.database().prepare(sql)) {
            select.setLong(1, link.settled());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? after(link.settled(), Reader.group(row)) : new Waiting(0, 0, 0);
            }
        }
    }

    private static Waiting after(long settled, Group group) {
        GroupReader reader = new GroupReader(group);
        long messages = group.count();
        long bytes = group.bytes();
        while (reader.find()) {
            if (reader.number() <= settled) {
                messages--;
                bytes -= reader.bytes();
            }
            reader.pass();
        }
        return new Waiting(messages, bytes, group.before() + group.count());
    }
}
