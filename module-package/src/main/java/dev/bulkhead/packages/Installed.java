package dev.bulkhead.packages;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a package since it was installed.
 *
 * @param descriptor what it says of itself
 * @param source where it came from, in the words of whoever installed it
 * @param at when
 * @param sha256 the SHA-256 of each file of it, in hexadecimal, by its path in the package with slashes, in order
 * @param signedBy the number of the key that signed it, as minisign shows it; null if nobody did
 * @param comment what the signer said, and signed as well; null if nobody did
 */
public record Installed(
        Descriptor descriptor,
        String source,
        Instant at,
        Map<String, String> sha256,
        @Nullable String signedBy,
        @Nullable String comment) {
    /** The file with this in the folder of an installed package. */
    public static final String FILE = "installed.json";

    public Installed {
        sha256 = Collections.unmodifiableMap(new TreeMap<>(sha256));
    }
}
