package dev.bulkhead.benchmarks.load;

/**
 * Ends the process when one of its threads fails, so that the run fails at once and with the reason: the others might wait for ever,
 * and clients leave threads behind that keep a process alive.
 */
public final class FailFast {
    private FailFast() {}

    /** From now on for this process. */
    public static void install() {
        Thread.setDefaultUncaughtExceptionHandler((unusedThread, error) -> {
            System.err.println(error.getCause() == null ? error : error + ", caused by " + error.getCause());
            Runtime.getRuntime().halt(1);
        });
    }
}
