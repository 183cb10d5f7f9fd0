package dev.bulkhead.benchmarks.load;

import java.util.function.LongSupplier;

/**
 * The rate at which a count grows, over a stretch of time that begins when the warm-up is over.
 *
 * @param messages by how much the count grew
 * @param nanos in how much time
 */
public record Window(long messages, long nanos) {

    /** Waits for the first message and through the warm-up, and measures. {@return the growth} */
    public static Window measure(LongSupplier count, int warmUpMillis, int measureMillis) throws InterruptedException {
        while (count.getAsLong() == 0) {
            Thread.sleep(1);
        }
        Thread.sleep(warmUpMillis);
        long firstTime = System.nanoTime();
        long first = count.getAsLong();
        Thread.sleep(measureMillis);
        long lastTime = System.nanoTime();
        return new Window(count.getAsLong() - first, lastTime - firstTime);
    }

    /** {@return messages per second} */
    public double rate() {
        return messages * 1e9 / nanos;
    }
}
