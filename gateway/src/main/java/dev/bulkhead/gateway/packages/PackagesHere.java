package dev.bulkhead.gateway.packages;

import dev.bulkhead.api.Api;
import dev.bulkhead.packages.OfferedVersions;
import dev.bulkhead.wire.session.Protocol;

/** What packages find in this version of Bulkhead. */
public final class PackagesHere {
    /** The versions of the module API and of the protocol. */
    public static final OfferedVersions VERSIONS =
            OfferedVersions.of(Api.VERSION, Protocol.MAJOR + "." + Protocol.MINOR + ".0");

    private PackagesHere() {}
}
