package dev.bulkhead.benchmarks.contest;

import dev.bulkhead.benchmarks.load.Job;
import java.nio.file.Path;

/**
 * One run of one contestant, with what it may use.
 *
 * @param folder an empty folder of its own
 * @param children its processes
 * @param desk where they call
 * @param pace how long a run lasts
 */
public record Run(Path folder, Children children, Desk desk, Pace pace) {

    /**
     * How long a run lasts.
     *
     * @param warmUpMillis how long messages flow before the measuring begins
     * @param measureMillis how long it lasts
     */
    public record Pace(int warmUpMillis, int measureMillis) {}

    /** {@return a job for this run; {@code perSecond} is 0 for as many as possible} */
    public Job job(int size, int perSecond) {
        return new Job(desk.port(), size, perSecond, pace.warmUpMillis(), pace.measureMillis(), 0);
    }

    /** {@return a job for this run whose messages are confirmed, with so many of them under way that are not} */
    public Job confirmedJob(int size, int inFlight) {
        return new Job(desk.port(), size, 0, pace.warmUpMillis(), pace.measureMillis(), inFlight);
    }
}
