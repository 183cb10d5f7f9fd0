package dev.bulkhead.proxy.service;

import java.io.IOException;

/** Starts and stops the services of an operating system. Thread-safe. */
public interface ServiceManager {
    /**
     * Starts a service, or finds it running, and waits for its end.
     *
     * @return how it ended
     * @throws IOException if there is no such service, or it may not or cannot be started, with a remedy
     */
    ServiceEnd run(String service) throws IOException;

    /** {@return what the manager says of a service, in a line} */
    String describe(String service);

    /**
     * Lets a service stop, and may return before it has. Does nothing if it does not run.
     *
     * @throws IOException if that fails
     */
    void stop(String service) throws IOException;

    /**
     * Ends a service without asking it, and may return before it has.
     *
     * @throws IOException if that fails
     */
    void kill(String service) throws IOException;
}
