package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Member;
import java.time.Duration;
import java.time.Instant;

/** Finds out when a module has had nothing to do for as long as its configuration allows. Looked at now and then, on one thread. */
final class Idling {
    private final ModuleCore core;
    private final Runnable stop;
    private long life;
    private long seen;
    private Instant since = Instant.MIN;

    /**
     * Prepares.
     *
     * @param stop stops the module until the next message; called under the core's lock
     */
    Idling(ModuleCore core, Runnable stop) {
        this.core = core;
        this.stop = stop;
    }

    void look() {
        synchronized (core) {
            Duration limit = core.config().lifecycle().idleTimeout();
            boolean runs = core.standing().is(ModuleState.ACTIVATED)
                    && !core.standing().isSuspended()
                    && core.isFree()
                    && !core.isBusy();
            if (limit == null || !runs) {
                return;
            }
            Instant now = core.facilities().timer().now();
            if (isAtWork()) {
                since = now;
            } else if (!now.isBefore(since.plus(limit))) {
                stop.run();
            }
        }
    }

    /** {@return whether there has been anything since the last look} */
    private boolean isAtWork() {
        Member member = core.member();
        long now = member.addressed() + member.published();
        boolean news = life != core.life() || now != seen;
        life = core.life();
        seen = now;
        return news || member.hasUnsettled();
    }
}
