package dev.bulkhead.store;

import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredMessage;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds links that nobody opens, and makes dead letters of what they left. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final String CAUSE = "no link between these modules is configured any more";

    private final Intake intake;
    private final OpenLinks open;
    private final Damage damage;
    private final Clock clock;

    Orphans(Intake intake, OpenLinks open, Damage damage, Clock clock) {
        this.intake = intake;
        this.open = open;
        this.damage = damage;
        this.clock = clock;
    }

    List<Orphan> find() throws SQLException {
        return intake.call(tables -> {
                    List<Orphan> orphans = new ArrayList<>();
                    for (LinkRow link : unwanted(tables)) {
                        Past past = new Opening(tables, damage, open, false)
                                .opened(link)
                                .past();
                        orphans.add(new Orphan(
                                link.key(), past.messages(), past.retries().size()));
                    }
                    return orphans;
                })
                .await();
    }

    private List<LinkRow> unwanted(Tables tables) throws SQLException {
        return tables.links().all().stream()
                .filter(link -> !open.isTaken(link.key()))
                .toList();
    }

    /** {@return how many messages became dead letters} */
    long bury() throws SQLException {
        long buried = 0;
        long some = buryOne();
        while (some >= 0) {
            buried += some;
            some = buryOne();
        }
        return buried;
    }

    /** {@return how many messages of the next link became dead letters; -1 if there is no such link} */
    private long buryOne() throws SQLException {
        return intake.call(tables -> {
                    List<LinkRow> links = unwanted(tables);
                    return links.isEmpty() ? -1L : bury(tables, links.get(0));
                })
                .await();
    }

    private long bury(Tables tables, LinkRow link) throws SQLException {
        long buried = 0;
        try (QueueCursor queue = new QueueCursor(tables.database(), link.id(), link.settled())) {
            for (StoredMessage stored = queue.next(); stored != null; stored = queue.next()) {
                bury(tables, link, stored, 0);
                buried++;
            }
            damage.lostOf(link.key(), queue.missing(), "its queue");
        }
        List<Long> damaged = new ArrayList<>();
        for (Retry retry : tables.retries().of(link.id(), damaged)) {
            bury(tables, link, retry.stored(), retry.attempts());
            buried++;
        }
        damage.lostOf(link.key(), damaged.size(), "what waited for another attempt");
        tables.drop(link.id());
        if (buried > 0) {
            LOG.warn(
                    "the durable link {} -> {} is no longer configured: its {} messages are dead letters now",
                    link.key().source(),
                    link.key().sink(),
                    buried);
        }
        return buried;
    }

    private void bury(Tables tables, LinkRow link, StoredMessage stored, int attempts) throws SQLException {
        String reason = Burial.LINK_REMOVED;
        tables.deadLetters().add(link.key(), new Burial(stored, reason, CAUSE, "", attempts, clock.millis()));
    }
}
