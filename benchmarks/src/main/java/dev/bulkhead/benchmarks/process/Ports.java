package dev.bulkhead.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where the ends of a system meet, on 127.0.0.1.
 *
 * @param there the port of the server, or of the far end
 * @param back another one, for the way back where it needs its own
 */
record Ports(int there, int back) {
    static Ports free() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, here);
                ServerSocket second = new ServerSocket(0, 1, here)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        }
    }
}
