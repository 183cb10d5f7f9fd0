package dev.bulkhead.benchmarks.process;

/** The threads of a rival that needs its own. They end with the process. */
final class Threads {
    private Threads() {}

    /** Something done with something. */
    interface Work<T> {
        void run(T with) throws Exception;
    }

    /** Something done. */
    interface Task {
        void run() throws Exception;
    }

    static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException("the rival failed", e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
