package dev.bulkhead.proxy;

import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import dev.bulkhead.broker.Roles;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.session.Protocol;
import java.util.Optional;

/** What the module in a host can do, as the host told when it had created it. */
final class HostRoles {
    private HostRoles() {}

    /**
     * {@return the roles}
     *
     * @param created what the host said
     * @param minor the minor version that it speaks
     */
    static Roles of(Outcome created, int minor) {
        if (minor < Protocol.MINOR_WITH_ROLES) {
            return Roles.none("its host speaks protocol " + Protocol.MAJOR + "." + minor + ", and that needs "
                    + Protocol.MAJOR + "." + Protocol.MINOR_WITH_ROLES + "; update the host");
        }
        return new Roles(
                lack(Suspendable.class, created.has(Outcome.SUSPENDABLE)),
                lack(Stateful.class, created.has(Outcome.STATEFUL)));
    }

    private static Optional<String> lack(Class<?> role, boolean has) {
        return has ? Optional.empty() : Optional.of("its class does not implement " + role.getName());
    }
}
