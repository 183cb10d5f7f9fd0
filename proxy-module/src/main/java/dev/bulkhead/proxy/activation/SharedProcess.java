package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One process of a {@link SharedHost}, and who lives in it. Thread-safe. */
final class SharedProcess {
    private final String host;
    private final SharableActivation activation;
    /** Guarded by this, as is the rest. */
    private final Map<Activation, Consumer<HostEnd>> members = new LinkedHashMap<>();

    private boolean over;
    private String killedBy = "";

    SharedProcess(String host, SharableActivation activation) {
        this.host = host;
        this.activation = activation;
    }

    void start() throws IOException {
        activation.startShared(this::ended);
    }

    /** {@return false if the process is at its end, and takes no module any more} */
    synchronized boolean join(Activation member, Consumer<HostEnd> ended) {
        if (!over) {
            members.put(member, ended);
        }
        return !over;
    }

    void add(HostEntry entry) {
        activation.add(entry);
    }

    /** {@return whether nobody is left, so that the process is to end} */
    synchronized boolean leave(Activation member) {
        members.remove(member);
        over = over || members.isEmpty();
        return members.isEmpty();
    }

    private void ended(HostEnd end) {
        List<Consumer<HostEnd>> left;
        String why;
        synchronized (this) {
            over = true;
            left = List.copyOf(members.values());
            why = killedBy;
        }
        HostEnd told = why.isEmpty()
                ? end
                : new HostEnd(false, "the host " + host + " was killed, because it did not answer for " + why);
        left.forEach(member -> member.accept(told));
    }

    /** Waits at most this long for a process that nobody is left in. */
    void awaitEnd(Duration limit) {
        activation.endInput();
        activation.awaitEnd(limit);
    }

    void stop(Duration grace) {
        activation.stop(grace);
    }

    /** Kills the process, whoever lives in it. */
    void kill(String module) {
        synchronized (this) {
            over = true;
            killedBy = module;
        }
        activation.kill();
    }

    OptionalLong pid() {
        return activation.pid();
    }

    String diagnose() {
        return activation.diagnose();
    }
}
