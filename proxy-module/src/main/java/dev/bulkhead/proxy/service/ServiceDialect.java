package dev.bulkhead.proxy.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The commands of a service manager, and what its answers mean. */
public interface ServiceDialect {
    /**
     * How a service is.
     *
     * @param running whether it runs, or is about to or may again
     * @param pid its process, if the manager tells
     * @param text what the manager says
     */
    record State(boolean running, OptionalLong pid, String text) {}

    /** {@return the manager's name, for people} */
    String name();

    /** {@return the command that starts a service} */
    List<String> start(String service);

    /** {@return the command that stops a service} */
    List<String> stop(String service);

    /** {@return the command that makes the manager forget that a service runs, which it may not notice; empty if it does} */
    default List<String> forget(String service) {
        return List.of();
    }

    /** {@return the command that tells how a service is} */
    List<String> query(String service);

    /** {@return whether this answer to {@link #start} means that the service runs now, perhaps since long} */
    boolean isStarted(Commands.Answer answer);

    /** {@return whether this answer to {@link #stop} means that the service does not run now} */
    boolean isStopped(Commands.Answer answer);

    /** {@return what this answer to {@link #query} means; empty if there is no such service} */
    Optional<State> state(Commands.Answer answer);
}
