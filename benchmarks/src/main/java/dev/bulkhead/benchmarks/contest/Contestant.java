package dev.bulkhead.benchmarks.contest;

import java.util.Map;
import java.util.Optional;

/** Somebody who takes part in a contest. */
public interface Contestant {
    /** {@return the name, as the tables have it} */
    String name();

    /**
     * Runs once, in processes of its own.
     *
     * @return what was measured: the name of each metric with its value
     * @throws Exception if it failed, with a text that says why
     */
    Map<String, Double> run(Run run) throws Exception;

    /** {@return what is missing on this machine for it to run; empty if it can} */
    default Optional<String> missing() {
        return Optional.empty();
    }
}
