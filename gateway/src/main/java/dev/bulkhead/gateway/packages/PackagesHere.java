package dev.bulkhead.gateway.packages;

import dev.bulkhead.api.Api;
import dev.bulkhead.host.load.BundledModules;
import dev.bulkhead.packages.OfferedVersions;
import dev.bulkhead.packages.PackageShelf;
import dev.bulkhead.wire.session.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What packages find in this version of Bulkhead. */
public final class PackagesHere {
    /** The versions of the module API and of the protocol. */
    public static final OfferedVersions VERSIONS =
            OfferedVersions.of(Api.VERSION, Protocol.MAJOR + "." + Protocol.MINOR + ".0");

    private PackagesHere() {}

    /** {@return what lies in these folders now, and what comes with Bulkhead} */
    public static PackageShelf shelf(List<Path> folders) {
        List<Path> all = new ArrayList<>(folders);
        BundledModules.folder().ifPresent(all::add);
        return PackageShelf.scan(all, VERSIONS);
    }
}
