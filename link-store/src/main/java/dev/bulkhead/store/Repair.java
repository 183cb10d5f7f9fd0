package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, and begins a new one with what can be read where it is damaged. */
final class Repair {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private final StoreFiles files;
    private final StoreSettings settings;
    private final Damage damage;
    private final Reader reader;
    private final Supplier<List<LinkRow>> open;

    /** @param open the links that are open, which there must be afterwards */
    Repair(StoreFiles files, StoreSettings settings, Damage damage, Reader reader, Supplier<List<LinkRow>> open) {
        this.files = files;
        this.settings = settings;
        this.damage = damage;
        this.reader = reader;
        this.open = open;
    }

    /** {@return what the file has, or what could be saved of it} */
    Tables open() throws SQLException, IOException {
        files.finishReplacing();
        lookAtTail();
        Tables tables = null;
        try {
            tables = Tables.open(files.folder(), settings);
            look(tables);
            return tables;
        } catch (SQLException e) {
            if (tables != null) {
                tables.close();
            }
            if (!Health.isDamage(e)) {
                throw e;
            }
            return salvage(String.valueOf(e.getMessage()));
        }
    }

    /** SQLite would take an empty file for a new database, and delete the log without a word. */
    private void lookAtTail() throws IOException {
        Path log = files.log();
        if (Files.exists(log) && Files.size(log) > 0 && files.isEmpty()) {
            damage.torn(Files.size(log), 0, log + ", whose database is empty or not there");
            Path unused = files.setAside(settings.clock().instant());
            return;
        }
        WalTail.Dropped dropped = WalTail.of(log);
        if (dropped.bytes() > 0) {
            damage.torn(dropped.bytes(), dropped.transactions(), log.toString());
        }
    }

    /** Reads what every link needs, so that damage shows now. */
    private static void look(Tables tables) throws SQLException {
        for (LinkRow link : tables.links().all()) {
            try (PreparedStatement select = tables.database()
                            .prepare("SELECT sum(count), sum(bytes), max(last) FROM " + Schema.queue(link.id()));
                    ResultSet row = select.executeQuery()) {
                boolean unused = row.next();
            }
        }
    }

    /** Puts the file aside, and goes on with a new one that has what can be read of it. Nothing may be connected to it. */
    Tables salvage(String why) throws SQLException, IOException {
        return reader.whileClosed(() -> {
            Path fresh = files.beginReplacing();
            Salvage salvage = new Salvage(files.folder(), damage, settings.clock());
            try (Tables tables = Tables.open(fresh, settings)) {
                tables.database().begin(true);
                salvage.run(tables, open.get());
                tables.database().commit();
            }
            Path aside = files.setAside(settings.clock().instant());
            files.finishReplacing();
            damage.repaired();
            LOG.error(
                    "the store of durable links was damaged ({}): {} messages that waited were saved, at least {} are lost; "
                            + "what was there is kept as {}",
                    why,
                    salvage.saved(),
                    salvage.lost(),
                    aside);
            return Tables.open(files.folder(), settings);
        });
    }
}
