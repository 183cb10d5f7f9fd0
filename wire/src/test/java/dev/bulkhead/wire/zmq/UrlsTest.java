package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:1",
                "tcp://127.9.9.9:*",
                "tcp://localhost:65535",
                "tcp://[::1]:40001",
                "ipc://valve"
            })
    void shouldKnowLoopback(String url) {
        assertThat(Urls.isLoopback(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://192.168.1.5:1",
                "tcp://0.0.0.0:1",
                "tcp://*:1",
                "tcp://[::]:1",
                "tcp://127.0.0.1.example.org:1",
                "tcp://127.0.0.256:1",
                "tcp://localhost.example.org:1",
                "tcp://[::1:2]:1",
                "127.0.0.1:1",
                ""
            })
    void shouldTakeNothingElseForLoopback(String url) {
        assertThat(Urls.isLoopback(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://press-3.example.org:1", "tcp://10.0.0.1:65535", "tcp://[fe80::1]:5", "ipc://a/b"})
    void shouldKnowWhatCanBeConnectedTo(String url) {
        assertThat(Urls.isRemote(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.0.0.1:0",
                "tcp://10.0.0.1:65536",
                "tcp://10.0.0.1:*",
                "tcp://*:1",
                "udp://a:1",
                "ipc://"
            })
    void shouldKnowWhatCannotBeConnectedTo(String url) {
        assertThat(Urls.isRemote(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://0.0.0.0:1", "tcp://*:1", "tcp://[::]:1"})
    void shouldKnowWhatStandsForEveryAddress(String url) {
        assertThat(Urls.isEveryAddress(url)).isTrue();
        assertThat(Urls.isEveryAddress("tcp://10.0.0.1:1")).isFalse();
    }
}
