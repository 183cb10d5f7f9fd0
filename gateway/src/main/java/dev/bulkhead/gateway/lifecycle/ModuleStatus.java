package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.config.ModuleType;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.wire.zmq.Refusals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A module at one moment.
 *
 * @param name its name
 * @param className its class; null where its host knows better
 * @param type its type, and the package that it comes from; null if its class was named
 * @param state its state
 * @param reason why it is in that state
 * @param since since when
 * @param startMode what becomes of it when the gateway starts
 * @param resumed whether it goes on, for a module that can be suspended and is activated; else null
 * @param waitsFor the conditions that do not hold, for a module that waits for them; else null
 * @param error what went wrong last, in the module's or the host's own words; null if nothing did
 * @param activation the word in {@code gateway.json}
 * @param host the host that it shares with others; null if it has one of its own, or none
 * @param pid the process that it runs in
 * @param here whether that process is on this machine
 * @param restarts how many times it came back
 * @param restartsAt when it will be restarted; null if it will not
 * @param postMortem the folder with what was found when it went down last; null if there is none
 * @param busyFor for how long its thread has been at work without a pause
 * @param work how much it has done; where its host is too old to say, what its proxy has
 * @param unrouted messages that it published and no link wanted
 * @param refused messages that it published and that were too large, or came while it was not running
 * @param turnedAway strangers at the door for its host
 */
public record ModuleStatus(
        String name,
        @Nullable String className,
        @Nullable ModuleType type,
        ModuleState state,
        Reason reason,
        Instant since,
        StartMode startMode,
        @Nullable Boolean resumed,
        @Nullable String waitsFor,
        @Nullable String error,
        String activation,
        @Nullable String host,
        OptionalLong pid,
        boolean here,
        int restarts,
        @Nullable Instant restartsAt,
        @Nullable Path postMortem,
        Duration busyFor,
        Work work,
        long unrouted,
        long refused,
        Refusals.Counts turnedAway) {}
