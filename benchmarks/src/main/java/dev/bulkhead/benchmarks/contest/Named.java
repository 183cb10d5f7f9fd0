package dev.bulkhead.benchmarks.contest;

import java.util.Map;
import java.util.Optional;

/**
 * A contestant under another name, where one contest has it several times.
 *
 * @param name the name, as the tables have it
 * @param contestant who runs
 */
public record Named(String name, Contestant contestant) implements Contestant {
    @Override
    public Map<String, Double> run(Run run) throws Exception {
        return contestant.run(run);
    }

    @Override
    public Optional<String> missing() {
        return contestant.missing();
    }
}
