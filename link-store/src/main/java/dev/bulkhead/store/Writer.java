package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: takes all that waits, and writes it as one transaction. */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    /** Between two attempts while the disk takes nothing. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = Long.MAX_VALUE;

    private final Path folder;
    private final Intake intake;
    private final Numbers numbers;
    private final Health health;
    private final Counts counts;
    private final GroupWriter groups = new GroupWriter();
    private @Nullable Tables tables;
    private long unsyncedSince = NEVER;
    private long syncWithin = NEVER;

    Writer(Path folder, Tables tables, Intake intake, Numbers numbers, Health health, Counts counts) {
        this.folder = folder;
        this.tables = tables;
        this.intake = intake;
        this.numbers = numbers;
        this.health = health;
        this.counts = counts;
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last) {
            if (!health.isOk()) {
                intake.pause(PAUSE_NANOS);
            }
            Work work = intake.take(untilSync());
            step(work);
            last = work.last();
        }
        disconnect();
    }

    private void step(Work work) {
        if (work.hasSomethingToWrite() || !health.isOk()) {
            write(work);
        }
        for (Task<?> task : work.tasks()) {
            run(task);
        }
        if (untilSync() == 0) {
            sync();
        }
    }

    private void write(Work work) {
        Map<SqliteLink, List<Append>> messages = work.byLink();
        boolean sync = work.needsSync() | numbers.reserveFor(work.appends());
        try {
            Tables open = connected();
            open.database().begin(sync);
            writeAll(work, messages, open);
            open.database().commit();
            committed(work, messages, sync);
        } catch (SQLException | IOException | RuntimeException e) {
            String why = failed(e);
            intake.giveBack(work);
            messages.forEach((link, appends) -> tell(link, appends, why));
        }
    }

    private void writeAll(Work work, Map<SqliteLink, List<Append>> messages, Tables open) throws SQLException {
        groups.clear();
        for (Map.Entry<SqliteLink, List<Append>> entry : messages.entrySet()) {
            SqliteLink link = entry.getKey();
            if (!link.isRemoved()) {
                groups.write(open, link, entry.getValue(), link.appended());
            }
        }
        for (Change change : work.changes()) {
            change.write(open);
        }
        for (Settlement settlement : work.settlements()) {
            settle(settlement, messages, open);
        }
        numbers.save(open.meta());
    }

    private static void settle(Settlement settlement, Map<SqliteLink, List<Append>> messages, Tables open)
            throws SQLException {
        SqliteLink link = settlement.link();
        if (link.isRemoved()) {
            return;
        }
        long appended = link.appended() + messages.getOrDefault(link, List.of()).size();
        open.queue(link.id()).deleteUpTo(settlement.upTo());
        open.links().save(link.id(), settlement.upTo(), appended, 0, settlement.totals());
    }

    private void committed(Work work, Map<SqliteLink, List<Append>> messages, boolean synced) {
        health.good();
        numbers.saved();
        counts.committed(work.appends().size(), synced);
        noteUnsynced(messages, synced);
        messages.forEach((link, appends) -> {
            link.countAppended(appends.size());
            tell(link, appends, null);
        });
    }

    private void noteUnsynced(Map<SqliteLink, List<Append>> messages, boolean synced) {
        if (synced) {
            unsyncedSince = NEVER;
            syncWithin = NEVER;
            return;
        }
        for (SqliteLink link : messages.keySet()) {
            if (link.isSyncedInIntervals()) {
                unsyncedSince = unsyncedSince == NEVER ? System.nanoTime() : unsyncedSince;
                syncWithin = Math.min(syncWithin, link.syncEvery().toNanos());
            }
        }
    }

    private long untilSync() {
        return unsyncedSince == NEVER
                ? IDLE_NANOS
                : Math.max(0, Math.min(IDLE_NANOS, unsyncedSince + syncWithin - System.nanoTime()));
    }

    private void sync() {
        try {
            connected().database().sync();
            counts.synced();
            unsyncedSince = NEVER;
            syncWithin = NEVER;
        } catch (SQLException | IOException e) {
            String unused = failed(e);
        }
    }

    private <T> void run(Task<T> task) {
        try {
            Tables open = connected();
            open.database().begin(true);
            Runnable done = task.run(open);
            open.database().commit();
            counts.committed(0, true);
            done.run();
        } catch (SQLException | IOException | RuntimeException e) {
            String unused = failed(e);
            task.fail(e);
        }
    }

    private static void tell(SqliteLink link, List<Append> appends, @Nullable String why) {
        long upTo = appends.get(appends.size() - 1).number();
        try {
            if (why == null) {
                link.listener().stored(upTo);
            } else {
                link.listener().failed(upTo, why);
            }
        } catch (RuntimeException e) {
            LOG.error("{}: who waits for the disk threw", link, e);
        }
    }

    /** Undoes what was begun, and lets the next attempt begin with a fresh connection, whatever state this one is in. */
    private String failed(Exception cause) {
        if (tables != null) {
            tables.database().rollback();
        }
        disconnect();
        return health.bad(cause);
    }

    private Tables connected() throws SQLException, IOException {
        Tables open = tables;
        if (open == null) {
            open = Tables.open(folder);
            tables = open;
        }
        return open;
    }

    private void disconnect() {
        try {
            if (tables != null) {
                tables.close();
            }
        } catch (SQLException e) {
            LOG.warn("the store of durable links could not be closed in order: {}", e.getMessage());
        }
        tables = null;
    }
}
