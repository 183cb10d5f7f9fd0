package dev.bulkhead.api;

/** What became of a message at the moment {@link ModuleContext#publish} returned. Each outcome is counted in the status. */
public enum PublishResult {
    /**
     * Every link that matched has the message: a durable one on disk, any other in its queue. Of a hosted module without durable links:
     * it is on its way to the gateway.
     */
    ACCEPTED,
    /** Some links queued the message; at least one dropped it and counted it with the reason. */
    PARTLY_DROPPED,
    /**
     * Every link that matched dropped the message and counted it with the reason. Of a hosted module with durable links also when it lost
     * its gateway before that said so: then nobody knows, and the message may be on disk.
     */
    DROPPED,
    /** No link matched the message. */
    UNROUTED,
    /** The module is no longer running; the message went nowhere. */
    CLOSED
}
