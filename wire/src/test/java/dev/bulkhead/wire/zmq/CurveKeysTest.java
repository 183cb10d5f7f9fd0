package dev.bulkhead.wire.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveKeysTest {
    @Test
    void shouldBeAnotherPairEachTime() {
        CurveKeys first = CurveKeys.generate();
        CurveKeys second = CurveKeys.generate();

        assertThat(Stream.of(first, second).flatMap(pair -> Stream.of(pair.publicKey(), pair.secretKey())))
                .doesNotHaveDuplicates()
                .allMatch(CurveKeys::isKey);
    }

    @Test
    void shouldKeepTheSecretToItself() {
        CurveKeys keys = CurveKeys.generate();

        assertThat(keys.toString()).contains(keys.publicKey()).doesNotContain(keys.secretKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf",
                "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf77",
                "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf,",
                "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yfü"
            })
    void shouldRefuseWhatIsNoKey(String text) {
        assertThat(CurveKeys.isKey(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new CurveKeys(text, text));
    }
}
