package dev.bulkhead.store;

import dev.bulkhead.broker.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.StoredLink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;

/** Keeps durable links in one SQLite file, {@value #FILE}. Thread-safe. */
public final class SqliteLinkStore implements LinkStore, AutoCloseable {
    /** The name of the file in the data folder. */
    public static final String FILE = Database.FILE;

    private final Intake intake;
    private final Reader reader;
    private final OpenLinks links = new OpenLinks();
    private final Damage damage;
    private final Health health;
    private final boolean unclean;
    private final Thread writer;

    private SqliteLinkStore(Path folder, StoreSettings settings, Tables tables) throws SQLException {
        damage = new Damage();
        health = new Health(folder, settings.clock());
        reader = new Reader(folder, damage);
        tables.database().begin(true);
        unclean = tables.meta().get(MetaTable.CLEAN, 1) == 0;
        Numbers numbers = Numbers.begin(tables.meta(), settings.clock().instant());
        tables.meta().put(MetaTable.CLEAN, 0);
        tables.database().commit();
        intake = new Intake(numbers.first());
        writer = new Thread(new Writer(folder, tables, intake, numbers, health, new Counts()), "link-store");
        writer.setDaemon(true); // what it has not written when the process ends, nobody was told is written
    }

    /**
     * Opens the store, and makes it if it is not there.
     *
     * @param dataFolder the gateway's data folder, which is closed to others; used by nobody else
     * @throws IOException if it cannot be read or written
     */
    public static SqliteLinkStore open(Path dataFolder, StoreSettings settings) throws IOException {
        NativeLibrary.prepare(dataFolder);
        try {
            SqliteLinkStore store = new SqliteLinkStore(dataFolder, settings, Tables.open(dataFolder));
            store.writer.start();
            return store;
        } catch (SQLException e) {
            throw new IOException(
                    "cannot use " + dataFolder.resolve(Database.FILE) + ", the store of durable links: "
                            + e.getMessage(),
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
            Opened opened = intake.call(tables -> new Opening(tables, damage, unclean).open(link))
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

    /** {@return whether it takes messages} */
    public StoreState state() {
        return health.state();
    }

    /** Writes what waits, and notes that the run ended in order. */
    @Override
    public void close() {
        try {
            intake.call(tables -> {
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
