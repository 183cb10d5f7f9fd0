package dev.bulkhead.samples;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went through a network interface since it came up.
 *
 * @param received bytes received
 * @param sent bytes sent
 */
record Traffic(long received, long sent) {
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    /** {@return the traffic by the name of the interface, from the text of {@code /proc/net/dev}} */
    static Map<String, Traffic> parse(String dev) {
        Map<String, Traffic> byInterface = new LinkedHashMap<>();
        dev.lines().forEach(line -> {
            // The name may hold a colon itself, and the first number may follow without a space.
            int colon = line.lastIndexOf(':');
            if (colon >= 0) {
                byInterface.put(line.substring(0, colon).strip(), parseCounters(line.substring(colon + 1)));
            }
        });
        return byInterface;
    }

    private static Traffic parseCounters(String counters) {
        String[] columns = counters.strip().split(" +", -1);
        if (columns.length <= SENT) {
            throw new IllegalArgumentException("an interface has only " + columns.length + " columns");
        }
        return new Traffic(Long.parseUnsignedLong(columns[RECEIVED]), Long.parseUnsignedLong(columns[SENT]));
    }
}
