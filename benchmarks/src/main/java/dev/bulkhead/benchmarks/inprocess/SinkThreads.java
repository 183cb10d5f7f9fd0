package dev.bulkhead.benchmarks.inprocess;

/** The threads of sinks that have to be called by somebody. They end with the process. */
final class SinkThreads {
    private SinkThreads() {}

    /** What a thread does. */
    interface Work {
        void run() throws InterruptedException;
    }

    static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
