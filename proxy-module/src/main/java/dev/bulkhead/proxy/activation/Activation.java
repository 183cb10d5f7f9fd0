package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A way to bring one module's host to life. */
public interface Activation {
    /** {@return the launch token that the host must show in its hello} */
    String token();

    /** {@return the URL to listen on, given the configured one, whose port may be {@code *}} */
    String listenOn(String configured);

    /**
     * Begins to bring the host to life; the host shows that it lives by its hello.
     *
     * @param gatewayUrl where the gateway listens for this module
     * @param ended is called, on any thread, when the host is found to have ended
     * @throws IOException if that cannot be begun
     */
    void start(String gatewayUrl, Consumer<HostEnd> ended) throws IOException;

    /** {@return the host's process on this machine, as far as known} */
    OptionalLong pid();

    /** {@return what the operator should know while the host does not say hello; perhaps empty} */
    String diagnose();

    /** Waits at most this long for a host that is about to end by itself. */
    void awaitEnd(Duration limit);

    /** Makes sure that the host is gone with all its children, and waits for it: asks, and kills what is left after the grace. */
    void stop(Duration grace);

    /** As {@link #stop}, without asking. */
    void kill();
}
