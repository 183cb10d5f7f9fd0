package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Steers the modules of a running gateway. Any thread may call. What is not possible in a module's state is refused at once and
 * changes nothing; a future ends when the module has arrived, and fails with a {@link RefusedException} that says why it has not.
 * Giving up on a future changes nothing. Changes of the configuration are made one after the other, after the gateway's start; modules
 * that one of them stops or starts refuse all else until it is done.
 */
public interface Controller {
    /** Brings a module to life. */
    CompletableFuture<Void> activate(String module);

    /** Brings a module down, after it has processed what is queued. */
    CompletableFuture<Void> deactivate(String module);

    /** Marks a module that is down as not there. */
    CompletableFuture<Void> unavailable(String module);

    /** Lets a module that can rest do so: its links hold what fits. */
    CompletableFuture<Void> suspend(String module);

    /** Lets a module go on. */
    CompletableFuture<Void> resume(String module);

    /**
     * Saves the state of a suspended module that lives in a host to disk, and ends the host. A message for it, or an activation,
     * wakes it.
     *
     * @param limit how long the module may take to save its state
     */
    CompletableFuture<Void> hibernate(String module, Duration limit);

    /** Takes a module that is down away, with the links that begin or end there. */
    CompletableFuture<Void> destroy(String module);

    /** Adds a module like another, which is down at first, with links like the other's. */
    CompletableFuture<Void> clone(String module, String newName);

    /**
     * Lets another version of a module's package take its place while messages flow. When that does not come up, or fails within its
     * canary time, the old one goes on.
     *
     * @param packageId name and version of the package, such as {@code acme/vibration@1.1.0}, which is in a folder of modules
     * @return ends when the new one has proven itself
     */
    CompletableFuture<Swapped> swap(String module, String packageId, Canary canary);

    /** {@return a module's arguments, as JSON} */
    String configuration(String module) throws RefusedException;

    /** Gives a module that is down other arguments, for its next activation. Refused while the configuration is being changed. */
    void configure(String module, String argsJson) throws RefusedException;

    /**
     * {@return what would change with the configuration in a file}
     *
     * @throws RefusedException with everything that is wrong with it
     */
    Plan plan(Path file) throws RefusedException;

    /**
     * Goes to the configuration in a file: only what differs is touched. When a module does not come up in time, goes back to where
     * everything was.
     *
     * @param within how long each module may take to come up
     */
    CompletableFuture<Void> apply(Path file, Duration within);

    /** Writes the configuration as it is now into the file that it came from; refused while it is being changed. {@return the file} */
    Path persist() throws RefusedException;

    /** {@return the conditions that modules wait for, and whether they hold} */
    Map<String, Boolean> conditions();

    /** {@return messages that could not be delivered} */
    DeadLetterOffice deadLetters();

    /**
     * Tells of all changes from now on, first of the state that each module is in.
     *
     * @param listener is called on one thread at a time, in the order of the changes; must not take long
     * @return ends it
     */
    AutoCloseable listen(Consumer<StateChange> listener);
}
