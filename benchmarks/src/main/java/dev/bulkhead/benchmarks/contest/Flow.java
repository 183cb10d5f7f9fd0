package dev.bulkhead.benchmarks.contest;

import dev.bulkhead.benchmarks.load.Delivery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** The talk with a source and a sink while messages flow from one to the other: the same for all contestants. */
public final class Flow {
    private static final String SOURCE = "source";
    private static final String SINK = "sink";
    private static final double MICROS = 1e3;

    private final Desk desk;
    private final boolean ordered;

    /** Leads the talk at a desk. Messages out of order fail the run. */
    public Flow(Desk desk) {
        this(desk, true);
    }

    /**
     * Leads the talk at a desk.
     *
     * @param ordered whether messages out of order fail the run
     */
    public Flow(Desk desk, boolean ordered) {
        this.desk = desk;
        this.ordered = ordered;
    }

    /** Lets messages flow, from the beginning to the end. {@return what was measured} */
    public Map<String, Double> measure() throws IOException, InterruptedException {
        desk.await(SINK, "ready");
        desk.await(SOURCE, "here");
        desk.say(SOURCE, "connect");
        desk.await(SOURCE, "ready");
        desk.say(SOURCE, "go");
        desk.await(SINK, "measured");
        desk.say(SOURCE, "stop");
        Report published = Report.parse(desk.await(SOURCE, "published"));
        desk.say(SINK, "end " + published.text("count"));
        Report report = Report.parse(desk.await(SINK, "result"));
        desk.say(SOURCE, "bye");
        desk.say(SINK, "bye");
        return metrics(published, report, ordered);
    }

    private static Map<String, Double> metrics(Report published, Report report, boolean ordered) {
        Delivery delivery = report.delivery();
        delivery.requireSound(ordered);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rate", report.number("rate"));
        metrics.put("published", (double) delivery.published());
        metrics.put("received", report.number("received"));
        metrics.put("refused", published.number("refused"));
        metrics.put(Names.LOST, delivery.lost());
        if (!report.text("latencies").isEmpty()) {
            metrics.putAll(percentiles(report.text("latencies")));
        }
        return metrics;
    }

    private static Map<String, Double> percentiles(String latencies) {
        Histogram histogram = new Histogram(3);
        LongStream.of(split(latencies)).forEach(histogram::recordValue);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("p50", histogram.getValueAtPercentile(50) / MICROS);
        metrics.put("p99", histogram.getValueAtPercentile(99) / MICROS);
        metrics.put("p99.9", histogram.getValueAtPercentile(99.9) / MICROS);
        metrics.put("max", histogram.getMaxValue() / MICROS);
        return metrics;
    }

    private static long[] split(String numbers) {
        String[] texts = numbers.split(",", -1);
        long[] values = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            values[i] = Long.parseLong(texts[i]);
        }
        return values;
    }
}
