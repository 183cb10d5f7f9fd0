package dev.bulkhead.wire.zmq;

/** Waiting for threads. */
final class Threads {
    private Threads() {}

    /** Waits for the end of a thread; an interrupt is kept for later, because a socket's thread must not be left. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
