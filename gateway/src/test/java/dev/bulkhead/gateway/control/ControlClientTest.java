package dev.bulkhead.gateway.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.MadeUpStatus;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ControlClientTest {
    private static final ListenAddress ANY_PORT = new ListenAddress("127.0.0.1", 0);

    @TempDir
    private Path temp;

    private Path folder;
    private DataFolder data;
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        folder = temp.resolve("data");
        data = DataFolder.open(folder);
        server = new ControlServer(ANY_PORT, data.token(), MadeUpStatus::full, new FakeController(), new ModuleLines());
        server.start();
        data.writeControlAddress(server.address());
    }

    @AfterEach
    void close() {
        server.close();
        data.close();
    }

    private String address() {
        return "127.0.0.1:" + server.address().getPort();
    }

    @Test
    void shouldAskTheGatewayThatUsesTheDataFolder() throws Exception {
        assertThat(ControlClient.of(folder).status().at("/gateway/name").asText())
                .isEqualTo("edge-1");
    }

    @Test
    void shouldSayThatNoGatewayHasEverRun() {
        Path nowhere = temp.resolve("nowhere");

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(nowhere))
                .withMessage("no gateway runs with the data folder " + nowhere + "; start one with: bulkhead run");
    }

    @Test
    void shouldSayThatNoGatewayRunsAnyMore() {
        server.close();
        data.close();

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(folder))
                .withMessage("no gateway runs with the data folder " + folder + "; start one with: bulkhead run");
    }

    @Test
    void shouldSayThatAGatewayEndedWithoutAWord() throws Exception {
        String left = address();
        server.close();

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(folder).status())
                .withMessage("the gateway on " + left + " does not answer; perhaps it ended without a word");
    }

    @Test
    void shouldSayThatItsTokenIsTheOneOfAnotherGateway() throws Exception {
        Files.writeString(folder.resolve("control.token"), "another\n");

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(folder).status())
                .withMessage(
                        "the gateway on " + address() + " answered 401: {\"error\":\"the token is missing or wrong\"}");
    }

    @Test
    void shouldSayThatSomethingElseListensThere() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Files.writeString(folder.resolve("control.address"), "127.0.0.1:" + other.getLocalPort() + "\n");
            Thread answer = new Thread(() -> {
                try (var connection = other.accept()) {
                    connection.getOutputStream().write("220 smtp ready\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                    // The client sees what there is to see.
                }
            });
            answer.start();

            assertThatIOException()
                    .isThrownBy(() -> ControlClient.of(folder).status())
                    .withMessageStartingWith("the gateway on 127.0.0.1:" + other.getLocalPort() + " does not answer");
            answer.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void shouldTakeAnEmptyAddressForNone(String left) throws IOException {
        Files.writeString(folder.resolve("control.address"), left);

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(folder).status())
                .withMessageStartingWith("no gateway runs with the data folder " + folder);
    }

    @ParameterizedTest
    @CsvSource({"control.address, two words", "control.address, :", "control.token, 'two\nlines'"})
    void shouldSayThatAFileIsDamaged(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);

        assertThatIOException()
                .isThrownBy(() -> ControlClient.of(folder).status())
                .withMessage("control.address or control.token in " + folder + " is damaged; start the gateway anew");
    }
}
