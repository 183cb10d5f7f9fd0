package dev.bulkhead.gateway.control;

import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * A gateway at one moment.
 *
 * @param name its name
 * @param version Bulkhead's version
 * @param pid its process
 * @param started since when it runs
 * @param control where its control endpoint listens
 * @param modules its modules
 * @param links its links
 * @param removed the counts of links that are gone, together
 */
public record GatewayStatus(
        String name,
        String version,
        long pid,
        Instant started,
        InetSocketAddress control,
        List<ModuleStatus> modules,
        List<LinkStatus> links,
        LedgerSnapshot removed) {}
