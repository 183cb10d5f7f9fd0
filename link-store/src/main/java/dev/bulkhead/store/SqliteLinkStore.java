package dev.bulkhead.store;

import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.StoredLink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Keeps durable links in one SQLite file, {@value #FILE}. Thread-safe. */
public final class SqliteLinkStore implements LinkStore, AutoCloseable {
    /** The file in the data folder; beside it are its log and, where it was damaged, what there was. */
    public static final String FILE = Database.FILE;

    private final StoreFiles files;
    private final Damage damage = new Damage();
    private final OpenLinks links = new OpenLinks();
    private final Counts counts = new Counts();
    private final Health health;
    private final Reader reader;
    private final Upkeep upkeep;
    private final Intake intake;
    private final Orphans orphans;
    private final DeadLetters deadLetters;
    private final boolean unclean;
    private final Thread writer;

    private SqliteLinkStore(Path folder, StoreSettings settings) throws SQLException, IOException {
        files = new StoreFiles(folder);
        health = new Health(folder, settings.clock());
        reader = new Reader(folder, damage, health);
        Repair repair = new Repair(files, settings, damage, reader, links::rows);
        Tables tables = repair.open();
        unclean = tables.meta().get(MetaTable.CLEAN, 1) == 0;
        Numbers numbers = begin(tables, settings);
        Room room = new Room(folder);
        intake = new Intake(numbers.first(), room.batchBytes());
        orphans = new Orphans(intake, links, damage, settings.clock());
        deadLetters = new DeadLetters(intake, reader);
        counts.has(tables.deadLetters().counts());
        upkeep = new Upkeep(new WrittenBytes(settings.clock(), tables.written().read()), counts);
        Disk disk = new Disk(folder, settings, health, repair, tables);
        writer = new Thread(new Writer(intake, disk, numbers, health, room, counts, upkeep), "link-store");
        writer.setDaemon(true); // what it has not written when the process ends, nobody was told is written
        writer.start();
    }

    /** Reserves numbers, and notes that a run has begun that has not ended in order. */
    private static Numbers begin(Tables tables, StoreSettings settings) throws SQLException {
        tables.database().begin(true);
        Numbers numbers = Numbers.begin(tables.meta(), settings.clock().instant());
        tables.meta().put(MetaTable.CLEAN, 0);
        tables.deadLetters().trim();
        tables.database().commit();
        return numbers;
    }

    /**
     * Opens the store, and makes it if it is not there. One that is damaged is put aside as {@code links.db.damaged-TIME}, and what can be
     * read of it is carried over to a new one.
     *
     * @param dataFolder the gateway's data folder, which is closed to others; used by nobody else
     * @throws IOException if it cannot be read or written
     */
    public static SqliteLinkStore open(Path dataFolder, StoreSettings settings) throws IOException {
        try {
            NativeLibrary.prepare(dataFolder);
            return new SqliteLinkStore(dataFolder, settings);
        } catch (SQLException | IOException e) {
            throw new IOException(
                    "cannot use " + dataFolder.resolve(FILE) + ", the store of durable links: "
                            + new Health(dataFolder, settings.clock()).text(e),
                    e);
        }
    }

    /** Says which links are going to be opened: until they are, nobody takes over what belongs to them. */
    public void expect(Collection<LinkKey> configured) {
        links.expect(configured);
    }

    @Override
    public StoredLink open(LinkKey link, Durability durability, Listener listener) {
        links.opening(link);
        try {
            Opened opened = intake.call(tables -> new Opening(tables, damage, links, unclean).open(link))
                    .await();
            SqliteLink open = new SqliteLink(opened, durability, listener, intake, reader, links);
            links.opened(open);
            return open;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the durable link " + link + ": " + e.getMessage(), e);
        } finally {
            links.notOpened(link);
        }
    }

    /** {@return what is left of links that are neither open nor expected} */
    public List<Orphan> orphans() throws IOException {
        try {
            return orphans.find();
        } catch (SQLException e) {
            throw new IOException(health.text(e), e);
        }
    }

    /** Makes dead letters of what {@link #orphans} finds, with the reason {@code link-removed}. {@return how many} */
    public long buryOrphans() throws IOException {
        try {
            return orphans.bury();
        } catch (SQLException e) {
            throw new IOException(health.text(e), e);
        }
    }

    /** {@return what could not be delivered} */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** {@return whether it takes messages} */
    public StoreState state() {
        return health.state();
    }

    /** {@return what it has done so far; costs a look at the folder} */
    public StoreCounts counts() {
        return counts.snapshot(files.size(), damage);
    }

    /** Writes what waits, and notes that the run ended in order. Nothing happens if it is closed already. */
    @Override
    public void close() {
        if (!writer.isAlive()) {
            return;
        }
        try {
            boolean unused = intake.call(tables -> {
                        upkeep.write(tables);
                        tables.meta().put(MetaTable.CLEAN, 1);
                        return true;
                    })
                    .await();
        } catch (SQLException e) {
            // The state says so, and the next run finds that this one did not end in order.
            assert e.getMessage() != null;
        }
        intake.close();
        join();
        reader.close();
    }

    private void join() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
