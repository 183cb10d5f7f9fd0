package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: takes all that waits, and writes it as one transaction. */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    /** Between two attempts while the disk takes nothing. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Intake intake;
    private final Disk disk;
    private final Numbers numbers;
    private final Health health;
    private final Room room;
    private final Counts counts;
    private final Upkeep upkeep;
    private final SyncClock syncs = new SyncClock();
    private final GroupWriter groups = new GroupWriter();

    Writer(Intake intake, Disk disk, Numbers numbers, Health health, Room room, Counts counts, Upkeep upkeep) {
        this.intake = intake;
        this.disk = disk;
        this.numbers = numbers;
        this.health = health;
        this.room = room;
        this.counts = counts;
        this.upkeep = upkeep;
    }

    @Override
    public void run() {
        upkeep.start();
        boolean last = false;
        while (!last) {
            if (!health.isOk()) {
                intake.pause(PAUSE_NANOS);
            }
            Work work = intake.take(syncs.left());
            step(work);
            last = work.last();
        }
        disk.disconnect();
    }

    private void step(Work work) {
        Optional<String> full = work.appends().isEmpty() && health.isOk() ? Optional.empty() : room.missing(disk);
        if (full.isPresent()) {
            health.bad(full.get());
            work.byLink().forEach((link, messages) -> tell(link, messages, full.get()));
            write(work.withoutAppends(), true);
        } else {
            write(work, false);
        }
        for (Task<?> task : work.tasks()) {
            run(task);
        }
        if (syncs.left() == 0) {
            sync();
        }
        upkeep.look();
    }

    /** Writes what there is. While the disk took nothing, there is always something: a number, to see whether it does now. */
    private void write(Work work, boolean full) {
        if (!work.hasSomethingToWrite() && (full || health.isOk())) {
            return;
        }
        Map<SqliteLink, List<StoredMessage>> messages = work.byLink();
        boolean reserving = numbers.reserveFor(work.appends());
        boolean sync = work.needsSync() || reserving;
        try {
            Tables tables = disk.tables();
            tables.database().begin(sync);
            writeAll(work, messages, tables);
            tables.database().commit();
            committed(work, messages, sync, tables);
            if (!full) {
                health.good();
            }
        } catch (SQLException | IOException | RuntimeException e) {
            String why = disk.failed(e);
            intake.giveBack(work);
            messages.forEach((link, failed) -> tell(link, failed, why));
        }
    }

    private void writeAll(Work work, Map<SqliteLink, List<StoredMessage>> messages, Tables tables) throws SQLException {
        groups.clear();
        for (Map.Entry<SqliteLink, List<StoredMessage>> entry : messages.entrySet()) {
            SqliteLink link = entry.getKey();
            if (!link.isRemoved()) {
                groups.write(tables.queue(link.id()), entry.getValue(), link.appended());
            }
        }
        for (Change change : work.changes()) {
            change.write(tables);
        }
        for (Settlement settlement : work.settlements()) {
            settle(settlement, messages, tables);
        }
        numbers.save(tables.meta());
        upkeep.writeSometimes(tables);
        if (!health.isOk()) {
            tables.meta().put(MetaTable.CLEAN, 0);
        }
    }

    private static void settle(Settlement settlement, Map<SqliteLink, List<StoredMessage>> messages, Tables tables)
            throws SQLException {
        SqliteLink link = settlement.link();
        if (link.isRemoved()) {
            return;
        }
        long appended = link.appended() + messages.getOrDefault(link, List.of()).size();
        tables.queue(link.id()).deleteUpTo(settlement.upTo());
        tables.links().save(link.id(), settlement.upTo(), appended, 0, settlement.totals());
    }

    private void committed(Work work, Map<SqliteLink, List<StoredMessage>> messages, boolean synced, Tables tables) {
        numbers.saved();
        counts.committed(work.appends().size(), synced, tables.deadLetters().counts());
        upkeep.handed(work.bytes());
        if (synced) {
            syncs.synced();
        } else {
            syncs.committed(messages.keySet());
        }
        messages.forEach((link, written) -> {
            link.countAppended(written.size());
            tell(link, written, null);
        });
    }

    private void sync() {
        try {
            disk.tables().database().sync();
            counts.synced();
            syncs.synced();
        } catch (SQLException | IOException e) {
            String unused = disk.failed(e);
        }
    }

    private <T> void run(Task<T> task) {
        try {
            Tables tables = disk.tables();
            tables.database().begin(true);
            Runnable done = task.run(tables);
            tables.database().commit();
            counts.committed(0, true, tables.deadLetters().counts());
            done.run();
        } catch (SQLException | IOException | RuntimeException e) {
            String unused = disk.failed(e);
            task.fail(e);
        }
    }

    private static void tell(SqliteLink link, List<StoredMessage> messages, @Nullable String why) {
        long upTo = messages.get(messages.size() - 1).number();
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
}
