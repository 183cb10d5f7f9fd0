package dev.bulkhead.wire.tunnel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's end of a tunnel. It only connects; the sockets in the folder are the gateway's. */
public final class HostEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostEnd.class);
    /** The last words are on their way when a host ends. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Path folder;
    private final ServerSocketChannel toGateway;
    private final String gatewayUrl;
    private final InetSocketAddress host;
    private final Joints joints;
    private volatile @Nullable SocketChannel ready;
    private volatile boolean closed;

    /**
     * Opens this end.
     *
     * @param folder the folder with the gateway's sockets
     * @param hostUrl where the host listens, or will soon, as {@code tcp://HOST:PORT}
     * @param name the name of the threads
     * @throws IOException if there can be no server on loopback
     */
    public static HostEnd open(Path folder, String hostUrl, String name) throws IOException {
        return new HostEnd(folder, TunnelSockets.listenOnLoopback(), TunnelSockets.address(hostUrl), name);
    }

    private HostEnd(Path folder, ServerSocketChannel toGateway, InetSocketAddress host, String name)
            throws IOException {
        this.folder = folder;
        this.toGateway = toGateway;
        this.host = host;
        gatewayUrl = TunnelSockets.url(toGateway);
        joints = new Joints(name);
        Daemons.start(name, this::leadToGateway);
        Daemons.start(name, this::leadToHost);
    }

    /** {@return a URL on loopback that no server here has at this moment} */
    public static String freeUrl() throws IOException {
        try (ServerSocketChannel server = TunnelSockets.listenOnLoopback()) {
            return TunnelSockets.url(server);
        }
    }

    /** {@return where the host finds its gateway} */
    public String gatewayUrl() {
        return gatewayUrl;
    }

    private void leadToGateway() {
        try {
            while (true) {
                SocketChannel caller = TunnelSockets.withoutDelay(toGateway.accept());
                if (joints.isFull()) {
                    Daemons.close(caller);
                } else {
                    join(caller);
                }
            }
        } catch (IOException e) {
            LOG.debug("the tunnel takes no more connections to the gateway: {}", e.getMessage());
        }
    }

    private void join(SocketChannel caller) {
        try {
            joints.join(caller, TunnelSockets.connectTo(folder.resolve(TunnelSockets.TO_GATEWAY)));
        } catch (IOException e) {
            LOG.debug("the gateway is not there: {}", e.getMessage());
            Daemons.close(caller);
        }
    }

    /** Has one connection ready, always; the first bytes on it say that the gateway has taken it. */
    private void leadToHost() {
        ByteBuffer first = ByteBuffer.allocate(TunnelSockets.FIRST_BYTES);
        try {
            while (!closed) {
                SocketChannel gateway = TunnelSockets.connectTo(folder.resolve(TunnelSockets.TO_HOST));
                ready = gateway;
                if (!closed && gateway.read(first.clear()) > 0) {
                    join(gateway, first.flip());
                } else {
                    Daemons.close(gateway);
                }
            }
        } catch (IOException e) {
            LOG.debug("the gateway's end of the tunnel is gone: {}", e.getMessage());
        }
    }

    private void join(SocketChannel gateway, ByteBuffer first) {
        try {
            SocketChannel server = TunnelSockets.connectTo(host);
            TunnelSockets.writeAll(server, first);
            joints.join(gateway, server);
        } catch (IOException e) {
            LOG.debug("this host takes no connection: {}", e.getMessage());
            Daemons.close(gateway);
        }
    }

    /** Closes this end, after what was said last has gone through. */
    @Override
    public void close() {
        closed = true;
        Daemons.close(toGateway);
        joints.awaitEnd(LAST_WORDS);
        joints.close();
        SocketChannel waiting = ready;
        if (waiting != null) {
            Daemons.close(waiting);
        }
    }
}
