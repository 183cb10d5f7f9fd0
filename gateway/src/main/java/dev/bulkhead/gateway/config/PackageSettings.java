package dev.bulkhead.gateway.config;

import java.util.List;

/**
 * What packages must fulfil to be installed.
 *
 * @param keys the public keys of minisign, one of which must have signed a package; without any, none need be signed
 */
public record PackageSettings(List<String> keys) {
    static final PackageSettings OPEN = new PackageSettings(List.of());

    /** Copies the list. */
    public PackageSettings {
        keys = List.copyOf(keys);
    }
}
