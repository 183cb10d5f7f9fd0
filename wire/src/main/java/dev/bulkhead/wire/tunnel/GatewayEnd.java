package dev.bulkhead.wire.tunnel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's end of a tunnel. It owns both sockets in the folder, and the host only ever connects: so the host need not write
 * there, and cannot lead the gateway to a socket of somebody else's.
 */
public final class GatewayEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayEnd.class);

    /** JeroMQ greets at once. */
    private static final Duration FIRST_WORDS = Duration.ofSeconds(1);

    private final InetSocketAddress gateway;
    private final Predicate<SocketAddress> ours;
    private final ServerSocketChannel toGateway;
    private final ServerSocketChannel toHost;
    private final ServerSocketChannel fromGateway;
    private final String hostUrl;
    private final Joints joints;

    /**
     * Opens this end.
     *
     * @param folder the folder that both sides see; its path must leave room for the 107 bytes that a socket's may have
     * @param gatewayUrl where the gateway listens, as {@code tcp://HOST:PORT}
     * @param ours whether a connection that comes from an address is the gateway's; all others are hung up on
     * @param name the name of the threads
     * @throws IOException if the sockets cannot be made
     */
    public static GatewayEnd open(Path folder, String gatewayUrl, Predicate<SocketAddress> ours, String name)
            throws IOException {
        InetSocketAddress gateway = TunnelSockets.address(gatewayUrl);
        ServerSocketChannel toGateway = TunnelSockets.listenOn(folder.resolve(TunnelSockets.TO_GATEWAY));
        try {
            ServerSocketChannel toHost = TunnelSockets.listenOn(folder.resolve(TunnelSockets.TO_HOST));
            return new GatewayEnd(gateway, ours, toGateway, toHost, TunnelSockets.listenOnLoopback(), name);
        } catch (IOException e) {
            Daemons.close(toGateway);
            throw e;
        }
    }

    private GatewayEnd(
            InetSocketAddress gateway,
            Predicate<SocketAddress> ours,
            ServerSocketChannel toGateway,
            ServerSocketChannel toHost,
            ServerSocketChannel fromGateway,
            String name)
            throws IOException {
        this.gateway = gateway;
        this.ours = ours;
        this.toGateway = toGateway;
        this.toHost = toHost;
        this.fromGateway = fromGateway;
        hostUrl = TunnelSockets.url(fromGateway);
        joints = new Joints(name);
        Daemons.start(name, this::leadHostToGateway);
        Daemons.start(name, this::leadGatewayToHost);
    }

    /** {@return where the gateway finds the host, whatever that says} */
    public String hostUrl() {
        return hostUrl;
    }

    private void leadHostToGateway() {
        try {
            while (true) {
                SocketChannel host = toGateway.accept();
                if (joints.isFull()) {
                    Daemons.close(host);
                } else {
                    join(host);
                }
            }
        } catch (IOException e) {
            LOG.debug("the tunnel takes no more connections to the gateway: {}", e.getMessage());
        }
    }

    private void join(SocketChannel host) {
        try {
            joints.join(host, TunnelSockets.connectTo(gateway));
        } catch (IOException e) {
            LOG.debug("the gateway takes no connection: {}", e.getMessage());
            Daemons.close(host);
        }
    }

    private void leadGatewayToHost() {
        byte[] first = new byte[TunnelSockets.FIRST_BYTES];
        try {
            while (true) {
                SocketChannel caller = fromGateway.accept();
                int length = isOurs(caller) ? listen(caller, first) : 0;
                if (length > 0) {
                    join(caller, ByteBuffer.wrap(first, 0, length));
                } else {
                    Daemons.close(caller);
                }
            }
        } catch (IOException e) {
            LOG.debug("the tunnel takes no more connections to the host: {}", e.getMessage());
        }
    }

    /** Every user of this machine can connect to a port on loopback, and only the gateway may have a connection to the host. */
    private boolean isOurs(SocketChannel caller) {
        try {
            return ours.test(caller.getRemoteAddress());
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return how many bytes the caller has said; none or less if it is silent, and would keep the host's connection for nothing} */
    private static int listen(SocketChannel caller, byte[] first) {
        try {
            TunnelSockets.withoutDelay(caller).socket().setSoTimeout((int) FIRST_WORDS.toMillis());
            return caller.socket().getInputStream().read(first);
        } catch (IOException e) {
            LOG.debug("a connection of the gateway's said nothing: {}", e.getMessage());
            return 0;
        }
    }

    /** Joins a connection of the gateway's with one that the host has ready. */
    private void join(SocketChannel caller, ByteBuffer first) {
        try {
            SocketChannel host = toHost.accept();
            try {
                TunnelSockets.writeAll(host, first);
                joints.join(caller, host);
            } catch (IOException e) {
                Daemons.close(host);
                throw e;
            }
        } catch (IOException e) {
            LOG.debug("the host has no connection ready that works: {}", e.getMessage());
            Daemons.close(caller);
        }
    }

    /** Closes this end and every connection. */
    @Override
    public void close() {
        Daemons.close(toGateway);
        Daemons.close(toHost);
        Daemons.close(fromGateway);
        joints.close();
    }
}
