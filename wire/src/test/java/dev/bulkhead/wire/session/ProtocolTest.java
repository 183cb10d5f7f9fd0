package dev.bulkhead.wire.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "65535, 3"})
    void shouldAgreeOnTheLowerMinorVersion(int minor, int agreed) throws ProtocolException {
        assertThat(Protocol.negotiate(hello(1, minor))).isEqualTo(agreed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 | 9 | the host (Host 7) speaks protocol 0.9, this gateway speaks 1.3; the majors must be the same: update the host
        2 | 0 | the host (Host 7) speaks protocol 2.0, this gateway speaks 1.3; the majors must be the same: update the gateway
        """)
    void shouldRefuseAnotherMajorVersionAndSayWhichSideToUpdate(int major, int minor, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Protocol.negotiate(hello(major, minor)))
                .withMessage(text)
                .returns(ErrorCode.VERSION_MISMATCH, ProtocolException::code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 | 9 | the gateway wants to speak protocol 0.9, this host speaks 1.3: update the gateway
        2 | 0 | the gateway wants to speak protocol 2.0, this host speaks 1.3: update the host
        1 | 4 | the gateway wants to speak protocol 1.4, this host speaks 1.3: update the host
        """)
    void shouldNotSpeakWhatAGatewayAsksForButDoesNotKnow(int major, int minor, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Protocol.requireSpoken(new Welcome(1, major, minor, 1000, 10_000, 1000)))
                .withMessage(text)
                .returns(ErrorCode.VERSION_MISMATCH, ProtocolException::code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldSpeakAnyMinorVersionUpToItsOwn(int minor) {
        assertThatNoException().isThrownBy(() -> Protocol.requireSpoken(new Welcome(1, 1, minor, 1000, 10_000, 1000)));
    }

    @Test
    void shouldHaveRoomInARequestForABatchAndTheLargestMessage() {
        assertThat(Protocol.maxRequest(1000)).isEqualTo(1000 + 1_048_576 + 65_536);
        assertThat(Protocol.maxRequest(Integer.MAX_VALUE)).isEqualTo(2_148_597_759L);
    }

    private static Hello hello(int major, int minor) {
        return new Hello(major, minor, "token", "module", "tcp://127.0.0.1:1", 1, "Host 7");
    }
}
