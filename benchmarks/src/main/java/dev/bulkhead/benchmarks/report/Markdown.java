package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import java.util.List;
import java.util.Map;

/** The report as Markdown: a table for every contest that was held. */
public final class Markdown {
    private final Map<String, String> about;
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    /** Reports these results, and where they came about. */
    public Markdown(Map<String, String> about, Results results) {
        this.about = about;
        this.results = results;
    }

    /** {@return the report} */
    public String text() {
        text.setLength(0);
        about.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append("\n"));
        text.append("\n");
        rates("In process, one link", Names.IN_PROCESS, Names.BULKHEAD_IN_PROCESS);
        rates("In process, each message to 8 sinks", Names.FAN_OUT, Names.BULKHEAD_IN_PROCESS);
        rates("To another process", Names.ONE_WAY, Names.TO_MODULE, Names.FROM_MODULE);
        rates("To another process and back", Names.ROUND_TRIP, Names.BULKHEAD);
        durable("Durable, each message confirmed by the disk, 64 in flight", Names.DURABLE_SYNCED, Names.BATCH_SYNC);
        durable(
                "Durable, each message confirmed by the disk, one at a time",
                Names.DURABLE_SYNCED_ONE,
                Names.BATCH_SYNC);
        durable("Durable, synced every second, 64 in flight", Names.DURABLE, Names.INTERVAL);
        durable("Durable, synced every second, one at a time", Names.DURABLE_ONE, Names.INTERVAL);
        durable("Durable, synced rarely or never, 64 in flight", Names.DURABLE_UNSYNCED, Names.NEVER);
        section("To a forked module, by size of content", new SizesTable(results).markdown());
        latencies("Latency to another process, 1,000 messages/s", Names.LATENCY);
        latencies("Latency to another process and back, 1,000 messages/s", Names.LATENCY_ROUND_TRIP);
        latencies(
                "Latency to a forked module by size of content, 1,000 messages/s (1 MiB: 100/s)", Names.LATENCY_SIZES);
        section("Running", new FactsTable(results, Names.RUNNING).markdown());
        section("A long run", new FactsTable(results, Names.LONG_RUN).markdown());
        section("At rest", new FactsTable(results, Names.AT_REST).markdown());
        section(
                "Gateways with many modules, and the host that came last",
                new MatrixTable(results, Names.GATEWAYS).markdown());
        section("Parts, under JMH", new MatrixTable(results, Names.PARTS).markdown());
        section("Targets", new Targets(results).markdown());
        return text.toString();
    }

    private void rates(String title, String contest, String... references) {
        section(title, new RateTable(results, contest, List.of(references)).markdown());
    }

    private void durable(String title, String contest, String sync) {
        section(title, new DurableTable(results, contest, Names.durable(Names.DURABLE_PLACES.get(0), sync)).markdown());
    }

    private void latencies(String title, String contest) {
        section(title, new LatencyTable(results, contest).markdown());
    }

    private void section(String title, String table) {
        if (!table.isEmpty()) {
            text.append("### ").append(title).append("\n\n").append(table).append("\n");
        }
    }
}
