package dev.bulkhead.gateway.packages;

import dev.bulkhead.api.Api;
import dev.bulkhead.host.load.BundledModules;
import dev.bulkhead.packages.OfferedVersions;
import dev.bulkhead.packages.PackageShelf;
import dev.bulkhead.packages.Trust;
import dev.bulkhead.wire.session.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What packages find in this version of Bulkhead. */
public final class PackagesHere {
    /** The versions of the module API and of the protocol. */
    public static final OfferedVersions VERSIONS =
            OfferedVersions.of(Api.VERSION, Protocol.MAJOR + "." + Protocol.MINOR + ".0");

    private PackagesHere() {}

    /** {@return what lies in these folders now, and what comes with Bulkhead} */
    public static PackageShelf shelf(List<Path> folders) {
        return shelf(folders, Trust.ALL);
    }

    /** {@return what lies in these folders now, and what comes with Bulkhead, which needs nobody's trust} */
    public static PackageShelf shelf(List<Path> folders, Trust trust) {
        List<Path> all = new ArrayList<>(folders);
        Optional<Path> bundled = BundledModules.folder();
        bundled.ifPresent(all::add);
        return PackageShelf.scan(
                all,
                VERSIONS,
                found -> bundled.filter(folder -> found.place().startsWith(folder))
                                .isPresent()
                        ? Optional.empty()
                        : trust.problem(found));
    }
}
