package dev.bulkhead.benchmarks.load;

/**
 * What became of the messages of a run.
 *
 * @param published how many were handed to the system, those that it refused included
 * @param missing how many of them never came
 * @param duplicates how many came more often than they were published
 * @param misplaced how many times, at the least, a message came after one that was published later
 * @param damaged how many came with other properties or another content than they were published with
 */
public record Delivery(long published, long missing, long duplicates, long misplaced, long damaged) {
    /** {@return both together} */
    public Delivery plus(Delivery other) {
        return new Delivery(
                published + other.published,
                missing + other.missing,
                duplicates + other.duplicates,
                misplaced + other.misplaced,
                damaged + other.damaged);
    }

    /** {@return how much is missing, in percent} */
    public double lost() {
        return 100.0 * missing / Math.max(1, published);
    }

    /**
     * Sees to it that the run is worth counting. Missing messages do not end it, because some systems drop by design.
     *
     * @param keepsOrder whether the system claims to keep the order
     * @throws IllegalStateException if it is not
     */
    public void requireSound(boolean keepsOrder) {
        if (damaged > 0) {
            throw new IllegalStateException(damaged + " messages came damaged");
        }
        if (duplicates > 0) {
            throw new IllegalStateException(duplicates + " messages came twice, and " + missing + " never");
        }
        if (keepsOrder && misplaced > 0) {
            throw new IllegalStateException("messages came out of order, at least " + misplaced + " times");
        }
    }

    /** {@return this as part of a report} */
    public String asText() {
        return "published=" + published + " missing=" + missing + " duplicates=" + duplicates + " misplaced="
                + misplaced + " damaged=" + damaged;
    }
}
