package dev.bulkhead.proxy.activation;

import java.util.Map;

/** What keeps a host's process small. */
final class SmallProcess {
    /**
     * A compiler's memory, once it was needed, stays with glibc for ever; given in pages of its own, it is given back.
     */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_MMAP_THRESHOLD_", "16384");

    private SmallProcess() {}
}
