package dev.bulkhead.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteOpenMode;

/** One connection to the database; belongs to one thread, or to whoever holds its lock. */
final class Database implements AutoCloseable {
    static final String FILE = "links.db";
    static final String WAL = FILE + "-wal";

    static final int PAGE = 4096;
    /** What a log is cut to when it grew because somebody read for long. */
    private static final int LONGEST_LOG = 64 << 20;
    /** So that a transaction of usual size goes to the log at its end, and in one go. */
    private static final int CACHE_KIB = 8 << 10;
    /** For who looks into the file with a tool of SQLite. */
    private static final int BUSY_MILLIS = 5_000;

    private final Path folder;
    private final Connection connection;
    private final Statement plain;
    private boolean synced = true;

    private Database(Path folder, Connection connection) throws SQLException {
        this.folder = folder;
        this.connection = connection;
        this.plain = connection.createStatement();
    }

    /** Opens the file for writing, and makes it if it is not there, closed to others. */
    static Database forWriting(Path folder) throws SQLException, IOException {
        try {
            Files.createFile(
                    folder.resolve(FILE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) { // usual, but may have been made by hand
            Files.setPosixFilePermissions(folder.resolve(FILE), PosixFilePermissions.fromString("rw-------"));
        }
        SQLiteConfig config = config();
        config.setPageSize(PAGE);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(LONGEST_LOG);
        Database database = new Database(folder, connect(config, folder.resolve(FILE)));
        database.run("PRAGMA wal_autocheckpoint = " + new Room(folder).logPages());
        return database;
    }

    /** Opens the file that is there, for reading. */
    static Database forReading(Path folder) throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Database database = new Database(folder, connect(config, folder.resolve(FILE)));
        database.run("PRAGMA query_only = true");
        return database;
    }

    /** Opens a file that is damaged, to read what can be read; nothing in its folder is changed but the index of its log. */
    static Database forSalvage(Path folder) throws SQLException {
        // No other settings: most of them would have SQLite look into the file before it is told not to mind.
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Database database = new Database(folder, connect(config, folder.resolve(FILE)));
        try {
            // Else SQLite refuses a file that is too short.
            database.run("PRAGMA writable_schema = ON");
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private static Connection connect(SQLiteConfig config, Path file) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** Begins a transaction, at whose end the disk has confirmed it, or only the operating system has it. */
    void begin(boolean sync) throws SQLException {
        if (sync != synced) {
            run("PRAGMA synchronous = " + (sync ? SynchronousMode.FULL : SynchronousMode.NORMAL).getValue());
            synced = sync;
        }
        run("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        run("COMMIT");
    }

    /** Undoes what the transaction did, if there is one; the disk may have ended it already. */
    void rollback() {
        try {
            run("ROLLBACK");
        } catch (SQLException e) { // there was none
            assert e.getMessage() != null;
        }
    }

    /** Has the disk confirm what has been committed so far. */
    void sync() throws IOException {
        Path log = folder.resolve(WAL);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }

    void run(String sql) throws SQLException {
        boolean unused = plain.execute(sql);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** {@return how many bytes of the file hold nothing and are used again} */
    long freeBytes() throws SQLException {
        return Long.parseLong(texts("PRAGMA freelist_count").get(0)) * PAGE;
    }

    /** Carries what the log has over, and cuts it. */
    void emptyLog() throws SQLException {
        run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /** {@return the first column of all rows} */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = prepare(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
