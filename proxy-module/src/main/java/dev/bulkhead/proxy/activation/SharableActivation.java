package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * An activation whose host can take several modules: it starts without any, and hears of each by a line on its standard input. It
 * bears the host's name in place of a module's.
 */
public interface SharableActivation extends Activation {
    /**
     * Begins to bring the host to life, without a module. In place of {@link #start}.
     *
     * @param ended is called, on any thread, when the host is found to have ended
     * @throws IOException if that cannot be begun
     */
    void startShared(Consumer<HostEnd> ended) throws IOException;

    /** Tells the host of a module, with its token. Nothing happens if the host has ended; that is told otherwise. */
    void add(HostEntry entry);

    /** Tells the host that no module is to come any more, so that it ends when it has none. */
    void endInput();
}
