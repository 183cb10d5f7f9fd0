package dev.bulkhead.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in one file. */
final class Problems {
    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node.Place place, String text) {
        found.add(new ConfigProblem(file, place.line(), place.column(), place.pointer(), text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** {@return what is wrong, in the order of the file} */
    ConfigException asException() {
        List<ConfigProblem> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
        return new ConfigException(ordered);
    }
}
