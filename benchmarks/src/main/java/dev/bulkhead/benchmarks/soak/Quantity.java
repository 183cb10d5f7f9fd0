package dev.bulkhead.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/** What is watched during a run: a value at some moments, and how far it may drift. Not thread-safe. */
final class Quantity {

    /** Which way a drift is a fault. */
    enum Fault {
        RISE,
        FALL,
        /** It is only drawn. */
        NONE
    }

    /**
     * A value at one moment.
     *
     * @param seconds since the run began
     */
    record Point(double seconds, double value) {}

    /**
     * How far a quantity may drift over the judged time.
     *
     * @param fault which way is a fault
     * @param absolute that much always may be, in the quantity's unit
     * @param relative and that part of the median, if it is more
     */
    record Limit(Fault fault, double absolute, double relative) {
        static Limit rise(double absolute, double relative) {
            return new Limit(Fault.RISE, absolute, relative);
        }

        static Limit fall(double absolute, double relative) {
            return new Limit(Fault.FALL, absolute, relative);
        }

        static Limit none() {
            return new Limit(Fault.NONE, 0, 0);
        }
    }

    private final String name;
    private final String unit;
    private final Limit limit;
    private final List<Point> points = new ArrayList<>();

    Quantity(String name, String unit, Limit limit) {
        this.name = name;
        this.unit = unit;
        this.limit = limit;
    }

    void add(double seconds, double value) {
        points.add(new Point(seconds, value));
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    Limit limit() {
        return limit;
    }

    List<Point> points() {
        return points;
    }
}
