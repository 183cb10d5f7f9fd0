package dev.bulkhead.systemtests.chaos.world;

import dev.bulkhead.systemtests.NetworkNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The network between the gateway and its hosts elsewhere: a namespace with a cable that can be cut, and made slow. The kernel's netem
 * makes it slow; where the kernel has none, all connections go through relays that hold back what passes.
 */
public final class Network implements AutoCloseable {
    private final NetworkNamespace namespace;
    private final boolean netem;
    private final List<SlowRelay> relays = new ArrayList<>();

    private Network(NetworkNamespace namespace) throws InterruptedException {
        this.namespace = namespace;
        netem = Shell.succeeds("tc", "qdisc", "add", "dev", namespace.outer(), "root", "netem", "delay", "0ms");
    }

    static Network open() throws IOException, InterruptedException {
        return new Network(NetworkNamespace.open());
    }

    static Optional<String> missing() throws InterruptedException {
        return NetworkNamespace.isPossible() ? Optional.empty() : Optional.of("root and the command ip");
    }

    /** {@return how it is made slow} */
    public String slowedBy() {
        return netem ? "tc netem" : "relays, because the kernel has no netem";
    }

    String here() {
        return namespace.here();
    }

    String there() {
        return namespace.there();
    }

    /** {@return the command that runs a command over there} */
    List<String> command(String... command) {
        return namespace.command(command);
    }

    /** {@return the URL by which to reach another URL: that one, or a relay's} */
    String way(Supplier<String> target) throws IOException {
        if (netem) {
            return target.get();
        }
        SlowRelay relay = SlowRelay.open(here(), target);
        relays.add(relay);
        return relay.url();
    }

    public void cut() throws IOException, InterruptedException {
        namespace.cut();
    }

    public void plug() throws IOException, InterruptedException {
        namespace.plug();
    }

    /** From now on everything takes so much longer each way. */
    public void delay(int millis) throws IOException, InterruptedException {
        if (netem) {
            String unused = Shell.run(
                    "tc", "qdisc", "change", "dev", namespace.outer(), "root", "netem", "delay", millis + "ms");
        }
        relays.forEach(relay -> relay.delay(millis));
    }

    @Override
    public void close() throws IOException {
        for (SlowRelay relay : relays) {
            relay.close();
        }
        Shell.finish(namespace::close);
    }
}
