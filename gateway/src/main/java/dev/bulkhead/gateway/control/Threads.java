package dev.bulkhead.gateway.control;

/** Counts the threads of this process. */
final class Threads {
    private Threads() {}

    static int count() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        return all.activeCount();
    }
}
