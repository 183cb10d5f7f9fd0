package dev.bulkhead.gateway.lifecycle;

/** Why a module changed its state. */
public enum Reason {
    /** An operator, or a program of his, asked for it. */
    REQUESTED("Requested"),
    /** The gateway started. */
    STARTUP("Startup"),
    /** The gateway stops. */
    SHUTDOWN("Shutdown"),
    /** It came back by itself: it was restarted, woken by a message, or others started its host; or it had nothing to do, and rests. */
    AUTOMATIC("Automatic"),
    /** A condition of the module came to hold, or does not hold any more. */
    CONDITIONS("Conditions"),
    /** Its host crashed, or broke the protocol. */
    FAILURE("Failure"),
    /** Its host had used up the memory that it may take. */
    MEMORY_EXCEEDED("MemoryExceeded"),
    /** Its host was silent for longer than the heartbeat limit, or it did not come back from its own code. */
    WATCHDOG_EXPIRED("WatchdogExpired"),
    /** There is no such class, its constructor threw, or its host did not come to life. */
    INSTANTIATION_FAILED("InstantiationFailed"),
    /** {@code create} or {@code start} threw. */
    INITIALIZATION_FAILED("InitializationFailed");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** {@return the name in a status} */
    public String label() {
        return label;
    }
}
