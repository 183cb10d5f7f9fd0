package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "1, BAD_PACKET, true",
        "2, UNKNOWN_TYPE, false",
        "3, TOO_LARGE, true",
        "4, BAD_TOKEN, true",
        "5, VERSION_MISMATCH, true",
        "6, BAD_STATE, true",
        "7, UNKNOWN_SESSION, true",
        "8, OUT_OF_SEQUENCE, true",
        "9, TAKEN, false",
        "10, INTERNAL, true",
    })
    void shouldHaveANumberAndSayWhetherTheSessionEnds(int number, ErrorCode code, boolean fatal)
            throws ProtocolException {
        assertThat(ErrorCode.of(number)).isSameAs(code);
        assertThat(code.code()).isEqualTo(number);
        assertThat(code.isFatal()).isEqualTo(fatal);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 65_535})
    void shouldRefuseANumberThatNoErrorHas(int number) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ErrorCode.of(number))
                .withMessage("there is no error code " + number)
                .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
    }
}
