package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's connection: made anew after each failure, whatever state that left it in, and after a repair where what the disk holds is
 * damaged. Belongs to the writer.
 */
final class Disk {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    private final Path folder;
    private final StoreSettings settings;
    private final Health health;
    private final Repair repair;
    private @Nullable Tables tables;

    Disk(Path folder, StoreSettings settings, Health health, Repair repair, Tables tables) {
        this.folder = folder;
        this.settings = settings;
        this.health = health;
        this.repair = repair;
        this.tables = tables;
    }

    /** {@return the connection} */
    Tables tables() throws SQLException, IOException {
        if (health.isDamaged()) {
            disconnect();
            tables = repair.salvage(health.state().failure().orElse(""));
            health.repaired();
        }
        Tables open = tables;
        if (open == null) {
            open = Tables.open(folder, settings);
            tables = open;
        }
        return open;
    }

    /** Undoes what was begun. {@return what is wrong, for the operator} */
    String failed(Exception cause) {
        if (tables != null) {
            tables.database().rollback();
        }
        disconnect();
        return health.bad(cause);
    }

    void disconnect() {
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
