package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** Where a peer comes from, so that one who has many ports, or many addresses of IPv6, counts as one. */
final class PeerNetwork {
    /** Who gets addresses of IPv6 gets all that begin with the same 64 bits. */
    private static final int NETWORK_BYTES = 8;

    private PeerNetwork() {}

    static String of(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress inet ? of(inet.getAddress()) : "";
        } catch (IOException e) {
            return "";
        }
    }

    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
