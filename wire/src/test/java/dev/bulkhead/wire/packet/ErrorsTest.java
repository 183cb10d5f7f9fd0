package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.wire.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {
    @Test
    void shouldWriteTheCodeWhetherTheSessionEndsAndTheText() {
        assertThat(Hex.digits(Errors.encode(new ProtocolException(ErrorCode.OUT_OF_SEQUENCE, "nö"))))
                .isEqualTo(Hex.digits("0500 0000000a 0008 01 00000003 6ec3b6"));
        assertThat(Hex.digits(Errors.encode(new ProtocolException(ErrorCode.TAKEN, ""))))
                .isEqualTo(Hex.digits("0500 00000007 0009 00 00000000"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEveryErrorBack(ErrorCode code) throws ProtocolException {
        ProtocolException read = read(Errors.encode(new ProtocolException(code, "why")));

        assertThat(read).hasMessage("why").returns(code, ProtocolException::code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0500 00000007 000b 01 00000000      | there is no error code 11
        0500 00000001 00                    | at offset 7: the packet ERROR ends 1 bytes too early
        0500 00000003 0008 01               | at offset 9: the packet ERROR ends 4 bytes too early
        0500 00000008 0008 01 00000002 6e   | at offset 13: the packet ERROR ends 1 bytes too early
        0500 00000009 0008 01 00000001 6e00 | at offset 14: the packet ERROR has 1 bytes too many
        """)
    void shouldRefuseAnErrorThatIsMalformed(String hex, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(Hex.bytes(hex)))
                .withMessage(text)
                .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
    }

    private static ProtocolException read(byte[] packet) throws ProtocolException {
        return Errors.read(new PacketReader(packet).expect(PacketType.ERROR));
    }
}
