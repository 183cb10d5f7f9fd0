package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.Tally;
import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import dev.bulkhead.systemtests.chaos.world.LinkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param notRun which kinds of faults and activations were left out, and what was missing for them
 */
record Report(
        long seed,
        List<String> activations,
        List<FaultRow> faults,
        List<LinkRow> links,
        List<Finding> findings,
        Map<String, String> notRun) {

    /** A kind of fault. */
    record FaultRow(
            String fault, String what, int times, Tally tally, long recoveryP50Millis, long recoveryMaxMillis) {}

    /** A kind of link. */
    record LinkRow(String link, boolean durable, Tally tally) {}

    static Report of(
            long seed,
            List<String> activations,
            List<FaultKind> faults,
            List<LinkKind> links,
            Coordinator run,
            Map<String, String> notRun) {
        return new Report(
                seed,
                activations,
                faults.stream().map(kind -> row(kind, run)).toList(),
                links.stream().map(kind -> row(kind, run)).toList(),
                run.findings(),
                notRun);
    }

    private static FaultRow row(FaultKind kind, Coordinator run) {
        Tally sum = Tally.NONE;
        List<Long> recoveries = new ArrayList<>();
        for (int round = 0; round < run.rounds().size(); round++) {
            if (run.rounds().get(round).kind() == kind) {
                sum = sum.plus(run.books().tally(round, lane -> true));
                Duration recovery = run.rounds().get(round).recovery();
                recoveries.add(recovery.toMillis());
            }
        }
        recoveries.sort(null);
        int times = recoveries.size();
        return new FaultRow(
                kind.label(),
                kind.what(),
                times,
                sum,
                times == 0 ? 0 : recoveries.get((times - 1) / 2),
                times == 0 ? 0 : recoveries.get(times - 1));
    }

    private static LinkRow row(LinkKind kind, Coordinator run) {
        Tally sum = Tally.NONE;
        for (int round = 0; round < run.rounds().size(); round++) {
            sum = sum.plus(run.books().tally(round, lane -> lane.kind() == kind));
        }
        return new LinkRow(kind.label(), kind.isDurable(), sum);
    }

    boolean isClean() {
        return findings.isEmpty();
    }
}
