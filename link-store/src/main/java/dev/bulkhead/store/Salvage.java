package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Totals;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries what can be read of a damaged file over to a new one. */
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
    /** The ends of a link of which nothing but messages could be read. */
    private static final String UNKNOWN = "?";

    private final Path folder;
    private final Damage damage;
    private final Clock clock;
    private long saved;
    private long lost;

    /** @param folder where the damaged file is */
    Salvage(Path folder, Damage damage, Clock clock) {
        this.folder = folder;
        this.damage = damage;
        this.clock = clock;
    }

    /** {@return how many messages that waited could be saved} */
    long saved() {
        return saved;
    }

    /** {@return how many messages are known to have been lost} */
    long lost() {
        return lost;
    }

    /**
     * Fills a new database, within a transaction.
     *
     * @param open links that there must be afterwards, under these ids
     */
    void run(Tables fresh, List<LinkRow> open) throws SQLException {
        Map<Long, LinkRow> links = new TreeMap<>();
        open.forEach(link -> links.put(link.id(), link));
        try (Database old = Database.forSalvage(folder)) {
            carryOver(old, fresh, links);
        } catch (SQLException e) {
            if (!Health.isDamage(e)) {
                throw e;
            }
            LOG.error("nothing more can be read of {}: {}", folder.resolve(Database.FILE), e.getMessage());
        }
        for (LinkRow link : links.values()) {
            fresh.links().insertIfAbsent(link);
        }
        fresh.meta().put(MetaTable.CLEAN, 0);
        reserveNumbers(fresh.meta());
    }

    private void carryOver(Database old, Tables fresh, Map<Long, LinkRow> links) throws SQLException {
        RowCopy copy = new RowCopy(old, fresh.database());
        copy.all("meta", "name");
        copy.all("written", "day");
        copy.all("dead_letter", "id");
        copy.all("retry", "number");
        copy.all("link", "id");
        lost += copy.unreadable();
        damage.lostOf(new LinkKey(UNKNOWN, UNKNOWN, Map.of()), copy.unreadable(), "rows outside of the queues");
        for (LinkRow link : fresh.links().all()) {
            links.put(link.id(), link);
        }
        for (String table : old.texts("SELECT name FROM sqlite_schema WHERE name GLOB '" + Schema.QUEUE + "*'")) {
            long id = Long.parseLong(table.substring(Schema.QUEUE.length()));
            queue(old, fresh, links.computeIfAbsent(id, Salvage::unknown));
        }
    }

    private static LinkRow unknown(long id) {
        LinkKey key = new LinkKey(UNKNOWN, UNKNOWN, Map.of("queue", Long.toString(id)));
        return new LinkRow(id, key, 0, 0, 0, Totals.NONE);
    }

    /** Rows number their messages through, so what is missing between them shows. */
    private void queue(Database old, Tables fresh, LinkRow link) throws SQLException {
        fresh.links().insertIfAbsent(link);
        RowCopy copy = new RowCopy(old, fresh.database());
        copy.all(Schema.queue(link.id()), "first");
        Gaps gaps = Gaps.close(fresh.database(), link);
        long missing = Math.max(gaps.missing(), copy.unreadable());
        saved += gaps.messages();
        lost += missing;
        damage.lostOf(link.key(), missing, "rows that cannot be read");
        fresh.links().save(link.id(), link.settled(), gaps.appended(), link.lost() + missing, link.totals());
    }

    /** What was reserved may be what could not be read; then the time serves, as in a new store. */
    private void reserveNumbers(MetaTable meta) throws SQLException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        meta.put(MetaTable.RESERVED, Math.max(meta.get(MetaTable.RESERVED, 0), now));
    }
}
