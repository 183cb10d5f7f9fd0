package dev.bulkhead.samples;

/**
 * The memory of the machine.
 *
 * @param total all of it, in KiB; more than 0
 * @param available what programs can have without swapping, in KiB
 */
record MemoryInfo(long total, long available) {
    MemoryInfo {
        if (total <= 0) {
            throw new IllegalArgumentException("MemTotal is " + total);
        }
    }

    /** Reads the text of {@code /proc/meminfo}. */
    static MemoryInfo parse(String meminfo) {
        return new MemoryInfo(kibibytes(meminfo, "MemTotal:"), kibibytes(meminfo, "MemAvailable:"));
    }

    /** {@return the part in use, 0 to 1} */
    double usedRatio() {
        return Math.max(0, 1 - (double) available / total);
    }

    private static long kibibytes(String meminfo, String key) {
        String line = meminfo.lines()
                .filter(each -> each.startsWith(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no line \"" + key + "\""));
        return Long.parseLong(line.substring(key.length()).replace("kB", "").strip());
    }
}
