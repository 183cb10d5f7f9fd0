package dev.bulkhead.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port for those who cannot take a free one themselves. */
final class FreePort {
    private FreePort() {}

    static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
