package dev.bulkhead.samples;

/**
 * How many tasks run or wait to.
 *
 * @param oneMinute the average over the last minute; 0 or more
 */
record LoadAverage(double oneMinute) {
    /** Reads the text of {@code /proc/loadavg}. */
    static LoadAverage parse(String loadavg) {
        return new LoadAverage(Double.parseDouble(loadavg.split(" ", 2)[0]));
    }
}
