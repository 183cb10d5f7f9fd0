package dev.bulkhead.benchmarks.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What came of all contests. Keeps the order in which it came. */
public final class Results {
    private final Map<String, List<String>> contestants = new LinkedHashMap<>();
    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final Map<Key, String> notes = new LinkedHashMap<>();
    private boolean failed;

    /**
     * What a value is about.
     *
     * @param contest the id of the contest
     * @param contestant the name of the contestant
     * @param metric what was measured; empty for a note about the contestant
     */
    public record Key(String contest, String contestant, String metric) {}

    /** Adds what one more round gave. */
    public void add(Key key, double value) {
        enter(key.contest(), key.contestant());
        values.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
    }

    /** Notes why a contestant has no results. */
    public void note(String contest, String contestant, String why) {
        enter(contest, contestant);
        notes.put(new Key(contest, contestant, ""), why);
    }

    /** Notes that a contestant failed. */
    public void fail(String contest, String contestant, String why) {
        failed = true;
        note(contest, contestant, "failed: " + why);
    }

    /** {@return whether any contestant failed} */
    public boolean hasFailed() {
        return failed;
    }

    /** {@return what stands in place of results; empty if nothing does} */
    public Optional<String> note(String contest, String contestant) {
        return Optional.ofNullable(notes.get(new Key(contest, contestant, "")));
    }

    /** {@return the values of a metric, if there are any} */
    public Optional<Series> series(String contest, String contestant, String metric) {
        return Optional.ofNullable(values.get(new Key(contest, contestant, metric)))
                .map(Series::new);
    }

    /** {@return all metrics of a contestant, in the order in which they came} */
    public Map<String, Series> metrics(String contest, String contestant) {
        Map<String, Series> metrics = new LinkedHashMap<>();
        values.forEach((key, list) -> {
            if (key.contest().equals(contest) && key.contestant().equals(contestant)) {
                metrics.put(key.metric(), new Series(list));
            }
        });
        return metrics;
    }

    /** {@return the median of a metric, if there is one} */
    public OptionalDouble median(String contest, String contestant, String metric) {
        return series(contest, contestant, metric)
                .map(series -> OptionalDouble.of(series.median()))
                .orElse(OptionalDouble.empty());
    }

    /** {@return all values} */
    public Map<Key, Series> all() {
        Map<Key, Series> all = new LinkedHashMap<>();
        values.forEach((key, list) -> all.put(key, new Series(list)));
        return all;
    }

    /** {@return all notes} */
    public Map<Key, String> notes() {
        return Map.copyOf(notes);
    }

    /** Notes that a contestant takes part. */
    public void enter(String contest, String contestant) {
        List<String> names = contestants.computeIfAbsent(contest, unused -> new ArrayList<>());
        if (!names.contains(contestant)) {
            names.add(contestant);
        }
    }

    /** {@return the contestants of a contest, in the order in which they came} */
    public List<String> contestants(String contest) {
        return List.copyOf(contestants.getOrDefault(contest, List.of()));
    }
}
