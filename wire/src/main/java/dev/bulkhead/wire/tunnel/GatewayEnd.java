package dev.bulkhead.wire.tunnel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's end of a tunnel. It owns both sockets in the folder, and the host only ever connects: so the host need not write
 * there, and cannot lead the gateway to a socket of somebody else's.
 */
public final class GatewayEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayEnd.class);

    private final InetSocketAddress gateway;
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
     * @param name the name of the threads
     * @throws IOException if the sockets cannot be made
     */
    public static GatewayEnd open(Path folder, String gatewayUrl, String name) throws IOException {
        InetSocketAddress gateway = TunnelSockets.address(gatewayUrl);
        ServerSocketChannel toGateway = TunnelSockets.listenOn(folder.resolve(TunnelSockets.TO_GATEWAY));
        try {
            ServerSocketChannel toHost = TunnelSockets.listenOn(folder.resolve(TunnelSockets.TO_HOST));
            return new GatewayEnd(gateway, toGateway, toHost, TunnelSockets.listenOnLoopback(), name);
        } catch (IOException e) {
            Daemons.close(toGateway);
            throw e;
        }
    }

    private GatewayEnd(
            InetSocketAddress gateway,
            ServerSocketChannel toGateway,
            ServerSocketChannel toHost,
            ServerSocketChannel fromGateway,
            String name)
            throws IOException {
        this.gateway = gateway;
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

    /** Each connection of the gateway's is joined with one that the host has ready. */
    private void leadGatewayToHost() {
        try {
            while (true) {
                SocketChannel caller = TunnelSockets.withoutDelay(fromGateway.accept());
                joints.join(caller, toHost.accept());
            }
        } catch (IOException e) {
            LOG.debug("the tunnel takes no more connections to the host: {}", e.getMessage());
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
