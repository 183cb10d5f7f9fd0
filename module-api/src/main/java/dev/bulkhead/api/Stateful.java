package dev.bulkhead.api;

/**
 * A {@link Module} whose memory can be carried from one life to the next: the operator may let its process go, and a new object
 * goes on where this one was. The state is saved while the module is suspended, so implement {@link Suspendable} too.
 *
 * <p>Both calls come on the module's own thread. What is saved by one version of a module may be restored by a later one, so
 * begin the bytes with a version of your own.
 */
public interface Stateful {
    /**
     * Tells all that a new object needs to go on. Called while the module is suspended; perhaps several times, and perhaps it is
     * resumed afterwards.
     *
     * @return the state, at most as large as a message may be (16 MiB unless set); perhaps empty. The array is the caller's from
     *     now on and must not be changed
     * @throws Exception if the state cannot be told; the module stays as it is
     */
    byte[] saveState() throws Exception;

    /**
     * Takes over the state that an earlier object of this class told. Called at most once, after {@code create} and before
     * {@code start}; not called when there is no state. When this throws, {@code destroy} is called and the module is down.
     *
     * @param state what {@link #saveState} returned; the array is the module's own, to keep or change
     * @throws Exception if the module cannot go on from there, with a message that tells the operator why
     */
    void restoreState(byte[] state) throws Exception;
}
