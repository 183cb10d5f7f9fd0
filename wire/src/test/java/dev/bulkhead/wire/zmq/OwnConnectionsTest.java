package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OwnConnectionsTest {
    private final Endpoints endpoints = new Endpoints(1000);
    private final Predicate<SocketAddress> ours = endpoints.ownConnections();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        endpoints.close();
    }

    private Socket connection(RequestChannel channel) throws IOException {
        channel.send(ByteBuffer.wrap(new byte[] {1}));
        return server.accept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void shouldTellWhatAChannelMadeFromWhatAnybodyElseMade(String host) throws IOException {
        try (RequestChannel channel = endpoints.connect("tcp://" + host + ":" + server.getLocalPort());
                Socket ofTheChannel = connection(channel);
                Socket stranger = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket ofTheStranger = server.accept()) {
            assertThat(ours).accepts(ofTheChannel.getRemoteSocketAddress());
            assertThat(stranger.getLocalSocketAddress()).isEqualTo(ofTheStranger.getRemoteSocketAddress());
            assertThat(ours).rejects(ofTheStranger.getRemoteSocketAddress());
        }
    }

    @Test
    void shouldNotTakeAStrangerForItselfWhoComesFromAPortThatItHadOnce() throws IOException {
        RequestChannel channel = endpoints.connect("tcp://127.0.0.1:" + server.getLocalPort());
        try (Socket connection = connection(channel)) {
            assertThat(ours).accepts(connection.getRemoteSocketAddress());
            channel.close();
            await().until(() -> !ours.test(connection.getRemoteSocketAddress()));
        }
    }

    @Test
    void shouldComeFromAPortThatNobodyElseCanComeFromToo() throws IOException {
        try (RequestChannel channel = endpoints.connect("tcp://127.0.0.1:" + server.getLocalPort());
                Socket connection = connection(channel);
                Socket stranger = new Socket()) {
            stranger.setReuseAddress(true);
            InetSocketAddress same = (InetSocketAddress) connection.getRemoteSocketAddress();
            assertThatIOException().isThrownBy(() -> stranger.bind(same));
            assertThatIOException().isThrownBy(() -> stranger.bind(new InetSocketAddress(same.getPort())));
        }
    }
}
