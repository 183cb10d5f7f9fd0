package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.gateway.GatewayProcess;
import java.util.List;

/** The hosts of a gateway. */
final class Hosts {
    private Hosts() {}

    /** {@return their pids} */
    static List<Long> of(GatewayProcess gateway) {
        return gateway.handle().children().map(ProcessHandle::pid).sorted().toList();
    }
}
