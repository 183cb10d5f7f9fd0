package dev.bulkhead.wire.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundSequenceTest {
    private final InboundSequence sequence = new InboundSequence();

    @Test
    void shouldProcessRequestsInTheirOrder() throws ProtocolException {
        assertThat(sequence.receive(1)).isNull();
        sequence.replied(new byte[] {1});
        assertThat(sequence.receive(2)).isNull();
        sequence.replied(new byte[] {2});
        assertThat(sequence.receive(3)).isNull();
    }

    @Test
    void shouldGiveARepeatedRequestTheReplyThatItHadAsOftenAsItComes() throws ProtocolException {
        byte[] reply = {1};
        byte[] unused = sequence.receive(1);
        sequence.replied(reply);

        assertThat(sequence.receive(1)).isSameAs(reply);
        assertThat(sequence.receive(1)).isSameAs(reply);
        assertThat(sequence.receive(2)).isNull();
    }

    @Test
    void shouldLookAgainAtARequestWhoseReplyIsStillPending() throws ProtocolException {
        assertThat(sequence.receive(1)).isNull();
        assertThat(sequence.receive(1)).isNull();
        sequence.replied(new byte[] {1});
        assertThat(sequence.receive(2)).isNull();
        assertThat(sequence.receive(2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldRefuseToBeginWithAnotherNumberThanOne(long number) {
        assertRefused(number, "the sequence number is " + number + ", expected 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 5, -2})
    void shouldRefuseWhatIsNeitherTheLastNorTheNext(long number) throws ProtocolException {
        byte[] unusedFirst = sequence.receive(1);
        byte[] unusedSecond = sequence.receive(2);
        sequence.replied(new byte[] {2});

        assertRefused(number, "the sequence number is " + number + ", expected 3");
    }

    @Test
    void shouldGoOnAfterANumberThatItRefused() throws ProtocolException {
        byte[] unused = sequence.receive(1);
        assertRefused(7, "the sequence number is 7, expected 2");

        assertThat(sequence.receive(2)).isNull();
    }

    private void assertRefused(long number, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> sequence.receive(number))
                .withMessage(text)
                .returns(ErrorCode.OUT_OF_SEQUENCE, ProtocolException::code);
    }
}
