package dev.bulkhead.packages;

import java.util.Optional;

/** Says which packages may be used. */
@FunctionalInterface
public interface Trust {
    /** All may. */
    Trust ALL = found -> Optional.empty();

    /** {@return why a package must not be used, with the remedy; empty if it may be} */
    Optional<String> problem(FoundPackage found);
}
