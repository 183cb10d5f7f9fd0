package dev.bulkhead.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void shouldTellWhatWasThrownInOneLineAndWhere() {
        Failure failure = Failure.of(new IllegalStateException("stuck\n at 7 bar"));

        assertThat(failure.cause()).isEqualTo("java.lang.IllegalStateException: stuck at 7 bar");
        assertThat(failure.trace())
                .startsWith("java.lang.IllegalStateException: stuck\n at 7 bar")
                .contains("at dev.bulkhead.broker.FailureTest.should");
    }

    @Test
    void shouldCutLongTextsBetweenTwoCharacters() {
        Failure failure = Failure.of(new IllegalStateException("€".repeat(1 << 20)));

        assertThat(failure.cause().getBytes(UTF_8)).hasSizeBetween(Failure.LONGEST_CAUSE - 2, Failure.LONGEST_CAUSE);
        assertThat(failure.trace().getBytes(UTF_8)).hasSizeBetween(Failure.LONGEST_TRACE - 2, Failure.LONGEST_TRACE);
        assertThat(failure.cause() + failure.trace()).doesNotContain("\uFFFD");
    }

    @Test
    void shouldKeepWhatFits() {
        Failure failure = new Failure("€".repeat(341), "x".repeat(Failure.LONGEST_TRACE));

        assertThat(failure.cause()).hasSize(341);
        assertThat(failure.trace()).hasSize(Failure.LONGEST_TRACE);
    }

    @Test
    void shouldSurviveAThrowableThatThrows() {
        Failure failure = Failure.of(new Nasty());

        assertThat(failure.cause()).isEqualTo(Nasty.class.getName() + ", which cannot be shown");
        assertThat(failure.trace()).isEqualTo("begun... it cannot be shown any further");
    }

    private static final class Nasty extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no");
        }

        @Override
        public void printStackTrace(PrintWriter out) {
            out.print("begun");
            throw new IllegalStateException("no");
        }
    }
}
