package dev.bulkhead.benchmarks.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a quantity stayed flat. The rule, which withstands outliers, saw teeth and what happens once:
 *
 * <ol>
 *   <li>The first quarter of the run is left out: compilers, caches and pools fill.
 *   <li>The rest is cut into {@value #STRETCHES} stretches of equal length, and each counts with its median.
 *   <li>The drift is the slope of Theil and Sen (the median of the slopes between all pairs of stretches), times the length of the
 *       rest.
 *   <li>It is a trend if the test of Mann and Kendall says so with an error of 1 %.
 *   <li>Not flat is what has a trend the wrong way, and drifts further than its limit allows.
 * </ol>
 *
 * @param judged whether there were enough values to judge
 * @param flat whether it stayed flat, or was not judged
 * @param median of the stretches
 * @param drift from the beginning of the judged time to its end
 * @param allowed how far it might have drifted
 */
record Verdict(boolean judged, boolean flat, double median, double drift, double allowed) {
    private static final int STRETCHES = 24;
    private static final int LEAST_STRETCHES = 8;
    private static final double WARM_UP = 0.25;
    /** What a normal distribution exceeds in one of a hundred cases. */
    private static final double ONE_PERCENT = 2.326;

    static Verdict of(Quantity quantity) {
        List<Quantity.Point> stretches = stretches(quantity.points());
        Quantity.Limit limit = quantity.limit();
        double median =
                median(stretches.stream().mapToDouble(Quantity.Point::value).toArray());
        double allowed = Math.max(limit.absolute(), Math.abs(median) * limit.relative());
        if (stretches.size() < LEAST_STRETCHES || limit.fault() == Quantity.Fault.NONE) {
            return new Verdict(false, true, median, 0, allowed);
        }
        double length =
                stretches.get(stretches.size() - 1).seconds() - stretches.get(0).seconds();
        double drift = slope(stretches) * length;
        int wrongWay = limit.fault() == Quantity.Fault.RISE ? 1 : -1;
        boolean grows = trend(stretches) * wrongWay > ONE_PERCENT && drift * wrongWay > allowed;
        return new Verdict(true, !grows, median, drift, allowed);
    }

    private static List<Quantity.Point> stretches(List<Quantity.Point> points) {
        if (points.isEmpty()) {
            return List.of();
        }
        double end = points.get(points.size() - 1).seconds();
        double begin = points.get(0).seconds() + (end - points.get(0).seconds()) * WARM_UP;
        double length = (end - begin) / STRETCHES;
        List<Quantity.Point> stretches = new ArrayList<>();
        for (int i = 0; i < STRETCHES; i++) {
            double from = begin + i * length;
            double to = i == STRETCHES - 1 ? Double.POSITIVE_INFINITY : from + length;
            double[] values = points.stream()
                    .filter(point -> point.seconds() >= from && point.seconds() < to)
                    .mapToDouble(Quantity.Point::value)
                    .toArray();
            if (values.length > 0) {
                stretches.add(new Quantity.Point(from + length / 2, median(values)));
            }
        }
        return stretches;
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double slope(List<Quantity.Point> points) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (Quantity.Point later : points.subList(i + 1, points.size())) {
                Quantity.Point earlier = points.get(i);
                slopes.add((later.value() - earlier.value()) / (later.seconds() - earlier.seconds()));
            }
        }
        return median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** {@return the statistic of Mann and Kendall, which is normal with deviation 1 where there is no trend; above 0 it rises} */
    private static double trend(List<Quantity.Point> points) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            for (Quantity.Point later : points.subList(i + 1, points.size())) {
                sum += Math.signum(later.value() - points.get(i).value());
            }
        }
        double n = points.size();
        double variance = (n * (n - 1) * (2 * n + 5) - ties(points)) / 18;
        return variance <= 0 ? 0 : (sum - Math.signum(sum)) / Math.sqrt(variance);
    }

    private static double ties(List<Quantity.Point> points) {
        double[] values =
                points.stream().mapToDouble(Quantity.Point::value).sorted().toArray();
        double sum = 0;
        for (int from = 0; from < values.length; ) {
            int to = from;
            while (to < values.length && values[to] <= values[from]) {
                to++;
            }
            double alike = to - from;
            sum += alike * (alike - 1) * (2 * alike + 5);
            from = to;
        }
        return sum;
    }
}
