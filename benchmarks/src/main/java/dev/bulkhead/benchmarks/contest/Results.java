package dev.bulkhead.benchmarks.contest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of all contests. Keeps the order in which it came. A contestant with a note has no results, whatever it gave before the
 * note was written: {@link #all} alone still has that.
 */
public final class Results {
    private static final String FAILED = "failed: ";

    private final Map<String, List<String>> contestants = new LinkedHashMap<>();
    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final Map<Key, String> notes = new LinkedHashMap<>();

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
        note(contest, contestant, FAILED + why);
    }

    /** {@return whether any contestant failed} */
    public boolean hasFailed() {
        return notes.values().stream().anyMatch(Results::isFailure);
    }

    /** {@return whether a note is about a failure} */
    public static boolean isFailure(String note) {
        return note.startsWith(FAILED);
    }

    /** {@return what stands in place of results; empty if nothing does} */
    public Optional<String> note(String contest, String contestant) {
        return Optional.ofNullable(notes.get(new Key(contest, contestant, "")));
    }

    /** {@return the values of a metric, if there are any} */
    public Optional<Series> series(String contest, String contestant, String metric) {
        return Optional.ofNullable(metrics(contest, contestant).get(metric));
    }

    /** {@return all metrics of a contestant, in the order in which they came} */
    public Map<String, Series> metrics(String contest, String contestant) {
        Map<String, Series> metrics = new LinkedHashMap<>();
        if (note(contest, contestant).isPresent()) {
            return metrics;
        }
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
        return Collections.unmodifiableMap(notes);
    }

    /** Notes that a contestant takes part. */
    public void enter(String contest, String contestant) {
        List<String> names = contestants.computeIfAbsent(contest, unused -> new ArrayList<>());
        if (!names.contains(contestant)) {
            names.add(contestant);
        }
    }

    /** {@return everybody who took part, with an empty metric, in the order in which they came} */
    public List<Key> contestants() {
        List<Key> all = new ArrayList<>();
        contestants.forEach((contest, names) -> names.forEach(name -> all.add(new Key(contest, name, ""))));
        return all;
    }

    /** {@return whether a contestant took part, well or badly} */
    public boolean tookPart(String contest, String contestant) {
        return contestants(contest).contains(contestant);
    }

    /** {@return the contestants of a contest, in the order in which they came} */
    public List<String> contestants(String contest) {
        return List.copyOf(contestants.getOrDefault(contest, List.of()));
    }
}
