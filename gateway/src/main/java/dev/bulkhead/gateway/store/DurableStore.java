package dev.bulkhead.gateway.store;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.store.SqliteLinkStore;
import dev.bulkhead.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of a gateway's durable links. A gateway that never had one has no file, and loads no database. Thread-safe. */
public final class DurableStore implements LinkStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableStore.class);

    private final Path data;
    private @Nullable SqliteLinkStore store;

    private DurableStore(Path data) {
        this.data = data;
    }

    /**
     * Opens the store, if the configuration has durable links or an earlier one had.
     *
     * @throws IOException if it cannot be read or written; says which file
     */
    public static DurableStore open(GatewayConfig config) throws IOException {
        DurableStore opened = new DurableStore(config.gateway().data());
        List<LinkKey> links = links(config);
        if (!links.isEmpty() || Files.exists(opened.data.resolve(SqliteLinkStore.FILE))) {
            opened.need().expect(links);
        }
        return opened;
    }

    private static List<LinkKey> links(GatewayConfig config) {
        return config.links().stream()
                .filter(link -> link.durable().isPresent())
                .flatMap(link -> config.modules().stream()
                        .map(ModuleConfig::name)
                        .filter(link::startsAt)
                        .map(source -> key(source, link)))
                .toList();
    }

    private static LinkKey key(String source, LinkSpec link) {
        return new LinkKey(source, link.sink(), link.match());
    }

    private synchronized SqliteLinkStore need() throws IOException {
        SqliteLinkStore present = store;
        if (present == null) {
            present = SqliteLinkStore.open(data, StoreSettings.DEFAULT);
            store = present;
        }
        return present;
    }

    @Override
    public StoredLink open(LinkKey link, Durability durability, Listener listener) {
        try {
            return need().open(link, durability, listener);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** {@return the store; empty while there has been no durable link} */
    public synchronized Optional<SqliteLinkStore> present() {
        return Optional.ofNullable(store);
    }

    /** Makes dead letters of what an earlier run left for links that are not there any more. Once those of this run have been opened. */
    public void buryOrphans() {
        Optional<SqliteLinkStore> opened = present();
        if (opened.isEmpty()) {
            return;
        }
        try {
            long buried = opened.get().buryOrphans();
            if (buried > 0) {
                LOG.warn(
                        "{} messages waited for durable links that are not configured any more; they are dead letters now: "
                                + "see ./bulkhead dead-letters list",
                        buried);
            }
        } catch (IOException e) {
            LOG.error("what waits for links that are not configured any more cannot be read: {}", e.getMessage());
        }
    }

    /** {@return how it does; empty while there has been no durable link} */
    public Optional<StoreStatus> status() {
        return present().map(present -> new StoreStatus(present.state(), present.counts()));
    }

    /** Writes what waits, and ends. */
    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
