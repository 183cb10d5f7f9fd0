package dev.bulkhead.host;

import dev.bulkhead.wire.tunnel.HostEnd;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The way to the gateway. Where the two share a folder and no network, {@code unix:FOLDER} stands for their URLs, and a tunnel
 * leads through it; elsewhere the way is free.
 */
final class Passage implements AutoCloseable {
    static final String SCHEME = "unix:";

    private final HostConfig config;
    private final @Nullable HostEnd tunnel;

    private Passage(HostConfig config, @Nullable HostEnd tunnel) {
        this.config = config;
        this.tunnel = tunnel;
    }

    /**
     * Opens the way that a configuration asks for.
     *
     * @throws IOException if there can be no tunnel
     */
    static Passage open(HostConfig config) throws IOException {
        if (!config.remote().startsWith(SCHEME)) {
            return new Passage(config, null);
        }
        Path folder = Path.of(config.remote().substring(SCHEME.length()));
        String listen = HostEnd.freeUrl();
        HostEnd tunnel = HostEnd.open(folder, listen, "tunnel");
        HostConfig here =
                new HostConfig(listen, tunnel.gatewayUrl(), config.module(), config.token(), config.security());
        return new Passage(here, tunnel);
    }

    /** {@return the configuration with the URLs on this side} */
    HostConfig config() {
        return config;
    }

    /** Waits shortly until what was said last has gone through. */
    @Override
    public void close() {
        if (tunnel != null) {
            tunnel.close();
        }
    }
}
