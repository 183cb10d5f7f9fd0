package dev.bulkhead.wire.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends in one process, with plain sockets in the places of gateway and host. */
@Timeout(60)
class TunnelTest {
    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Set<SocketAddress> ours = ConcurrentHashMap.newKeySet();
    private ServerSocket gateway;
    private ServerSocket host;
    private GatewayEnd gatewayEnd;
    private HostEnd hostEnd;

    @BeforeEach
    void openBothEnds() throws IOException {
        gateway = closeLater(new ServerSocket(0, 50, TunnelSockets.loopback()));
        host = closeLater(new ServerSocket(0, 50, TunnelSockets.loopback()));
        host.setSoTimeout(20_000);
        gatewayEnd = closeLater(GatewayEnd.open(folder, url(gateway), ours::contains, "tunnel"));
        hostEnd = closeLater(HostEnd.open(folder, url(host), "tunnel"));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closeLater(T opened) {
        open.add(0, opened);
        return opened;
    }

    private static String url(ServerSocket server) {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private Socket connect(String url) throws IOException {
        Socket socket = closeLater(new Socket());
        socket.bind(new InetSocketAddress(TunnelSockets.loopback(), 0));
        ours.add(socket.getLocalSocketAddress());
        socket.connect(TunnelSockets.address(url));
        return socket;
    }

    private Socket stranger(String url) throws IOException {
        InetSocketAddress address = TunnelSockets.address(url);
        return closeLater(new Socket(address.getAddress(), address.getPort()));
    }

    /** A pair of connected sockets, through the tunnel. */
    private Socket[] pair(String url, ServerSocket server) throws IOException {
        Socket caller = connect(url);
        // The gateway's end of the way to the host waits for the first bytes, which ZeroMQ sends at once.
        caller.getOutputStream().write('.');
        Socket called = closeLater(server.accept());
        assertThat(called.getInputStream().read()).isEqualTo('.');
        return new Socket[] {caller, called};
    }

    private static void assertCarries(Socket from, Socket to) throws IOException {
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        Thread writer = new Thread(() -> {
            try {
                from.getOutputStream().write(sent);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(to.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
    }

    @Test
    void shouldLeadFromTheHostToTheGatewayAndBack() throws IOException {
        Socket[] pair = pair(hostEnd.gatewayUrl(), gateway);
        assertCarries(pair[0], pair[1]);
        assertCarries(pair[1], pair[0]);
    }

    @Test
    void shouldLeadFromTheGatewayToTheHostAndBack() throws IOException {
        Socket[] pair = pair(gatewayEnd.hostUrl(), host);
        assertCarries(pair[0], pair[1]);
        assertCarries(pair[1], pair[0]);
    }

    @Test
    void shouldLeadToTheHostAgainAndAgain() throws IOException {
        for (int i = 0; i < 50; i++) {
            Socket[] pair = pair(gatewayEnd.hostUrl(), host);
            pair[0].close();
            assertThat(pair[1].getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Any user of this machine can connect, and one silent connection stopped a module: it had the only one that the host held ready. */
    @Test
    void shouldHangUpOnStrangersAndLeadTheGatewayToTheHost() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            strangers.add(stranger(gatewayEnd.hostUrl()));
        }
        strangers.get(0).getOutputStream().write('!');

        Socket[] pair = pair(gatewayEnd.hostUrl(), host);

        assertCarries(pair[0], pair[1]);
        await().until(() -> strangers.stream().allMatch(TunnelTest::isClosedByPeer));
    }

    @Test
    void shouldNotKeepTheHostsConnectionForOneThatSaysNothing() throws IOException {
        Socket silent = connect(gatewayEnd.hostUrl());

        Socket[] pair = pair(gatewayEnd.hostUrl(), host);

        assertCarries(pair[0], pair[1]);
        assertThat(isClosedByPeer(silent)).isTrue();
    }

    @Test
    void shouldCarryTheGatewaysRequestsAmongStrangers() throws IOException {
        host.close();
        try (Endpoints there = new Endpoints(1000);
                Endpoints here = new Endpoints(1000);
                ReplyServer server = there.listen(url(host), "host", request -> new byte[] {1});
                GatewayEnd tunnel = GatewayEnd.open(
                        Files.createDirectory(folder.resolve("zmq")), url(gateway), here.ownConnections(), "tunnel");
                HostEnd end = HostEnd.open(folder.resolve("zmq"), server.url(), "tunnel");
                RequestChannel channel = here.connect(tunnel.hostUrl())) {
            assertThat(end.gatewayUrl()).isNotEqualTo(tunnel.hostUrl());
            for (int i = 0; i < 20; i++) {
                Socket unused = stranger(tunnel.hostUrl());
            }
            assertThat(channel.call(ByteBuffer.wrap(new byte[] {1}), () -> false))
                    .containsExactly(1);
        }
    }

    @Test
    void shouldHandOnTheLastWords() throws IOException {
        Socket[] pair = pair(hostEnd.gatewayUrl(), gateway);
        pair[0].getOutputStream().write("farewell".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        pair[0].close();
        hostEnd.close();
        assertThat(pair[1].getInputStream().readAllBytes()).asString().isEqualTo("farewell");
    }

    @Test
    void shouldEndEveryConnectionWhenTheGatewaysEndCloses() throws IOException {
        Socket[] pair = pair(hostEnd.gatewayUrl(), gateway);
        gatewayEnd.close();
        assertThat(pair[0].getInputStream().read()).isEqualTo(-1);
        assertThat(pair[1].getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void shouldTakeNoMoreConnectionsThanASessionNeeds() throws IOException {
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            callers.add(connect(hostEnd.gatewayUrl()));
        }
        await().untilAsserted(() ->
                assertThat(callers.stream().filter(TunnelTest::isClosedByPeer)).hasSize(24));
        callers.forEach(TunnelTest::close);
        await().untilAsserted(() -> {
            gateway.setSoTimeout(100);
            drain(gateway);
            Socket[] pair = pair(hostEnd.gatewayUrl(), gateway);
            pair[0].close();
        });
    }

    private static void drain(ServerSocket server) throws IOException {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (java.net.SocketTimeoutException e) {
            server.setSoTimeout(1000);
        }
    }

    private static boolean isClosedByPeer(Socket socket) {
        try {
            socket.setSoTimeout(10);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldRefuseAPathThatNoSocketCanHave() throws IOException {
        char[] letters = new char[100];
        Arrays.fill(letters, 'x');
        Path deep = Files.createDirectory(folder.resolve(new String(letters)));
        int length = deep.resolve("gateway.sock").toString().length();
        assertThatIOException()
                .isThrownBy(() -> GatewayEnd.open(deep, url(gateway), ours::contains, "tunnel"))
                .withMessage("the path of a socket, " + deep.resolve("gateway.sock") + ", has " + length
                        + " bytes; the longest there can be is 107: choose a shorter folder (gateway.data)");
    }

    @Test
    void shouldRefuseAUrlThatIsNoAddress() {
        assertThatIOException()
                .isThrownBy(() -> GatewayEnd.open(folder, "ipc://valve", ours::contains, "tunnel"))
                .withMessage("a tunnel leads to tcp://HOST:PORT only, not to ipc://valve");
    }
}
