package dev.bulkhead.proxy;

import dev.bulkhead.wire.session.Protocol;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what a module in a host publishes is to be confirmed, and whether its host knows. On the module's thread, but for {@code want}. */
final class Confirmations {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final String module;
    private volatile boolean wanted;
    private boolean told;

    Confirmations(String module) {
        this.module = module;
    }

    /** Notes what is to be told. From any thread. */
    void want(boolean on) {
        wanted = on;
    }

    /**
     * Tells the host, if it does not know yet.
     *
     * @param minor the minor version that it speaks; an older one cannot be told
     */
    void tell(int minor, HostCalls calls, Duration limit) throws HostFailedException {
        boolean on = wanted;
        if (on == told) {
            return;
        }
        told = on;
        if (minor >= Protocol.MINOR_WITH_CONFIRMATIONS) {
            calls.confirm(on, limit);
        } else if (on) {
            LOG.warn(
                    "{}: its host speaks protocol {}.{}, so what the module publishes is accepted when it is in the gateway's "
                            + "memory, and not only when it is on disk; that needs {}.{}: update the host",
                    module,
                    Protocol.MAJOR,
                    minor,
                    Protocol.MAJOR,
                    Protocol.MINOR_WITH_CONFIRMATIONS);
        }
    }
}
