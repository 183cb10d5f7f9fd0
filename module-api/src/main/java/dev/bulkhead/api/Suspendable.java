package dev.bulkhead.api;

/**
 * A {@link Module} that can rest while its operator wants it to, and goes on later as if nothing had been. While it is suspended,
 * no {@code receive} and no periodic work comes; what is published for it waits in its links, as far as it fits there.
 *
 * <p>Both calls come on the module's own thread, between two batches, in turn: {@code suspend} after {@code start}, then
 * {@code resume}, and so on. {@code destroy} may follow either. A module that leaves this interface out cannot be suspended.
 */
public interface Suspendable {
    /**
     * Lets go of what costs while nothing is done: closes a device, stops a thread of its own. Everything that was on its way to
     * the module has been received before. When this throws, the module is not suspended and goes on as before; the text of
     * the exception is what the operator sees.
     *
     * @throws Exception if the module cannot rest now
     */
    void suspend() throws Exception;

    /**
     * Takes up again what {@code suspend} let go of. What has waited is received next, in order. When this throws, the module
     * stays suspended; the text of the exception is what the operator sees.
     *
     * @throws Exception if the module cannot go on
     */
    void resume() throws Exception;
}
