package dev.bulkhead.packages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;

/**
 * The versions that packages find here.
 *
 * @param api of the module API
 * @param protocol of the wire protocol
 */
public record OfferedVersions(Semver api, Semver protocol) {

    /** {@return the versions that these texts are} */
    public static OfferedVersions of(String api, String protocol) {
        return new OfferedVersions(new Semver(api), new Semver(protocol));
    }

    /** {@return why a package does not run with them, and the remedy; empty if it does} */
    public Optional<String> problem(Descriptor descriptor) {
        return problem(descriptor, "module API", descriptor.api(), api)
                .or(() -> problem(descriptor, "protocol", descriptor.protocol(), protocol));
    }

    private static Optional<String> problem(
            Descriptor descriptor, String what, @Nullable RangeList wanted, Semver offered) {
        if (wanted == null || offered.satisfies(wanted)) {
            return Optional.empty();
        }
        boolean tooNew = wanted.get().stream()
                .flatMap(all -> all.stream())
                .allMatch(each -> each.getRangeVersion().isGreaterThan(offered));
        String remedy = tooNew
                ? "update Bulkhead, or install an older version of the package"
                : "install a newer version of the package";
        return Optional.of(descriptor.id() + " is made for the " + what + " " + wanted + ", here it is " + offered
                + "; " + remedy);
    }
}
