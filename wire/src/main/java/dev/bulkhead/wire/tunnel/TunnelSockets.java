package dev.bulkhead.wire.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the sockets at either end of a tunnel. */
final class TunnelSockets {
    /** In the folder: where whoever connects is connected to the gateway. */
    static final String TO_GATEWAY = "gateway.sock";
    /** In the folder: where the host waits for connections of the gateway. */
    static final String TO_HOST = "host.sock";

    /** What an operating system keeps for the address of a Unix socket, without the zero at its end. */
    private static final int LONGEST_PATH = 107;

    /** The most that is read of a new connection before it is joined. */
    static final int FIRST_BYTES = 4096;

    private static final int WAITING = 4;
    /** Any user of this machine may wait here, and must not fill the queue before the gateway. */
    private static final int WAITING_ON_LOOPBACK = 128;

    private static final String TCP = "tcp://";

    private TunnelSockets() {}

    static ServerSocketChannel listenOn(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException(
                    "the path of a socket, " + path + ", has " + length + " bytes; the longest there can be is "
                            + LONGEST_PATH + ": choose a shorter folder (gateway.data)");
        }
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return server.bind(UnixDomainSocketAddress.of(path), WAITING);
        } catch (IOException e) {
            Daemons.close(server);
            throw new IOException("cannot listen on the socket " + path + ": " + e.getMessage(), e);
        }
    }

    static SocketChannel connectTo(Path path) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    static ServerSocketChannel listenOnLoopback() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(loopback(), 0), WAITING_ON_LOOPBACK);
    }

    static SocketChannel connectTo(InetSocketAddress address) throws IOException {
        return withoutDelay(SocketChannel.open(address));
    }

    static SocketChannel withoutDelay(SocketChannel connection) throws IOException {
        return connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static void writeAll(SocketChannel connection, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = connection.write(bytes);
        }
    }

    /** {@return the URL of a server on loopback} */
    static String url(ServerSocketChannel server) throws IOException {
        return TCP + loopback().getHostAddress() + ":" + port(server);
    }

    static int port(ServerSocketChannel server) throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** {@return the address of a {@code tcp://HOST:PORT}} */
    static InetSocketAddress address(String url) throws IOException {
        int colon = url.lastIndexOf(':');
        if (!url.startsWith(TCP) || colon < TCP.length()) {
            throw new IOException("a tunnel leads to tcp://HOST:PORT only, not to " + url);
        }
        String host = url.substring(TCP.length(), colon).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(url.substring(colon + 1)));
    }

    /** Not {@code getLoopbackAddress}, which may be that of IPv6, where a container has none. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
