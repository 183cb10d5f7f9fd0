package dev.bulkhead.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GatewayPipeTest {
    private final InputStream before = System.in;
    private final PipedOutputStream gateway = new PipedOutputStream();
    private GatewayPipe pipe;

    @BeforeEach
    void open() throws IOException {
        System.setIn(new PipedInputStream(gateway));
        pipe = new GatewayPipe();
    }

    @AfterEach
    void close() throws IOException {
        System.setIn(before);
        gateway.close();
    }

    private void write(String text) throws IOException {
        gateway.write(text.getBytes(UTF_8));
        gateway.flush();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token\n", "token\r\n", " token \n", "token\nand more\n"})
    void shouldTakeTheFirstLineForTheToken(String written) throws IOException {
        write(written);

        assertThat(pipe.readToken()).isEqualTo("token");
    }

    @Test
    void shouldTakeATokenWithoutTheEndOfItsLine() throws IOException {
        write("token");
        gateway.close();

        assertThat(pipe.readToken()).isEqualTo("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n", "\ntoken\n"})
    void shouldSayThatThereIsNoToken(String written) throws IOException {
        write(written);
        gateway.close();

        assertThatIOException()
                .isThrownBy(pipe::readToken)
                .withMessage("no token came on standard input, and the configuration file has none either; "
                        + "a host that is started by hand needs the file that the gateway wrote for it");
    }

    @Test
    void shouldNoticeThatTheGatewayIsGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        write("token\n");
        pipe.readToken();
        pipe.onEnd(gone::countDown);
        gateway.close();

        gone.await();
    }

    @Test
    void shouldNotTakeAnythingElseOnThePipeForItsEnd() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        write("token\nmore");
        pipe.readToken();
        pipe.onEnd(gone::countDown);
        write("still there\n");
        await().until(() -> System.in.available() == 0);

        assertThat(gone.getCount()).isEqualTo(1);
        gateway.close();
        gone.await();
    }

    @Test
    void shouldTakeABrokenPipeForItsEnd() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        // One that nobody has connected fails to be read.
        System.setIn(new PipedInputStream());
        new GatewayPipe().onEnd(gone::countDown);

        gone.await();
    }
}
