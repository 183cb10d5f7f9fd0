package dev.bulkhead.host;

import dev.bulkhead.broker.Member;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import java.util.concurrent.atomic.AtomicBoolean;

/** A module's place in a {@link Neighbourhood}, for one session. */
final class Place {
    private final Neighbourhood neighbourhood;
    private final Member module;
    private final Member gateway;
    private final WayOut wayOut;
    private final AtomicBoolean confirming;

    /**
     * Takes a place.
     *
     * @param module the module's own member
     * @param gateway its way to the gateway; of this session alone
     * @param wayOut which messages go there
     * @param confirming whether what goes there is to be confirmed
     */
    Place(Neighbourhood neighbourhood, Member module, Member gateway, WayOut wayOut, AtomicBoolean confirming) {
        this.neighbourhood = neighbourhood;
        this.module = module;
        this.gateway = gateway;
        this.wayOut = wayOut;
        this.confirming = confirming;
    }

    Member module() {
        return module;
    }

    Member gateway() {
        return gateway;
    }

    /** Lets these links stay inside. */
    void follow(Links links) {
        neighbourhood.hold(links);
        wayOut.follow(links);
    }

    /** Lets the module's {@code publish} wait until the gateway has settled the message, from now on, or not any more. */
    void confirm(boolean on) {
        confirming.set(on);
    }

    boolean isConfirming() {
        return confirming.get();
    }

    /** {@return the counts of the links inside that begin or end at this module} */
    Counts counts() {
        return neighbourhood.counts(module.name());
    }
}
