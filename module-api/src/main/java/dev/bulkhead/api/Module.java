package dev.bulkhead.api;

/**
 * A unit of user code that the gateway runs, in its own process or in another: the same class either way.
 *
 * <p>The runtime owns the thread. It makes the object with its public constructor without parameters, and calls it in this
 * order: {@code create}, {@code start}, then any number of {@code receive} and {@code endOfBatch}, then {@code destroy}. All of
 * them, the constructor included, run on one and the same thread, so a module needs no locks for its own state.
 *
 * <p>A module may take on further roles: {@link Suspendable}, {@link Stateful}.
 *
 * <p>The name hides {@code java.lang.Module}: write {@code import dev.bulkhead.api.Module;}.
 */
public interface Module {
    /**
     * Prepares the module: reads its arguments, opens what it needs. When this throws, the module is not started, its
     * {@code destroy} is not called, and the text of the exception is what the operator sees.
     *
     * @param context the module's view of the gateway, valid until {@code destroy} returns
     * @throws Exception if the module cannot run, with a message that tells the operator what to change
     */
    void create(ModuleContext context) throws Exception;

    /**
     * Called once, when every module has been created and linked. A good place to publish a first message. When this
     * throws, {@code destroy} is called and the module is down.
     *
     * @throws Exception if the module cannot run
     */
    default void start() throws Exception {}

    /**
     * Takes one message. Messages of one link come in the order in which they were published. When this throws, the message
     * counts as dropped with the reason {@code receive-failed}, the cause is logged, and the next message follows.
     *
     * @param message the message; immutable, and may be kept
     * @throws Exception if the message could not be processed
     */
    void receive(Message message) throws Exception;

    /**
     * Called after a {@code receive} when no further message is waiting, or when many have been delivered in one go. A module
     * that writes to something slow collects in {@code receive} and writes here: batches then grow with the load by
     * themselves.
     *
     * @throws Exception if the batch could not be completed; logged, no message is counted as dropped
     */
    default void endOfBatch() throws Exception {}

    /**
     * Releases what the module holds. Called once after a successful {@code create}, also when the gateway stops. What the
     * module publishes from here still counts, but reaches only modules that are running.
     *
     * @throws Exception if something could not be released; logged, the module is down all the same
     */
    void destroy() throws Exception;
}
