package dev.bulkhead.gateway.control;

import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.store.StoreStatus;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gateway at one moment.
 *
 * @param name its name
 * @param version Bulkhead's version
 * @param pid its process
 * @param started since when it runs
 * @param control where its control endpoint listens; null if it has none
 * @param modules its modules
 * @param links its links
 * @param removed the counts of links that are gone, together
 * @param store keeps its durable links; empty where there has been none
 */
public record GatewayStatus(
        String name,
        String version,
        long pid,
        Instant started,
        @Nullable InetSocketAddress control,
        List<ModuleStatus> modules,
        List<LinkStatus> links,
        LedgerSnapshot removed,
        Optional<StoreStatus> store) {

    /** A gateway without durable links. */
    public GatewayStatus(
            String name,
            String version,
            long pid,
            Instant started,
            InetSocketAddress control,
            List<ModuleStatus> modules,
            List<LinkStatus> links,
            LedgerSnapshot removed) {
        this(name, version, pid, started, control, modules, links, removed, Optional.empty());
    }

    /** {@return what the store of durable links suffers from; empty if it takes messages, or there is none} */
    public Optional<String> storeFailure() {
        return store.flatMap(present -> present.state().failure());
    }
}
