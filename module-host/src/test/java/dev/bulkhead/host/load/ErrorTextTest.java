package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextTest {
    @Test
    void shouldNameTheClass() {
        assertThat(ErrorText.of(new IOException("no space left"))).isEqualTo("java.io.IOException: no space left");
    }

    @Test
    void shouldLeaveOutAClassThatSaysNothing() {
        assertThat(ErrorText.of(new IllegalArgumentException("limit is 7"))).isEqualTo("limit is 7");
        assertThat(ErrorText.of(new IllegalStateException("not yet"))).isEqualTo("not yet");
        assertThat(ErrorText.of(new ModuleLoadException("there is no jar"))).isEqualTo("there is no jar");
    }

    @Test
    void shouldNameAClassThatOnlyExtendsOneThatSaysNothing() {
        assertThat(ErrorText.of(new NumberFormatException("for x")))
                .isEqualTo("java.lang.NumberFormatException: for x");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void shouldNameTheClassAloneWhereThereIsNoMessage(String message) {
        assertThat(ErrorText.of(new IllegalStateException(message))).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void shouldTellTheCauses() {
        Throwable thrown = new IllegalStateException("cannot open", new IOException("busy", new Error("hardware")));

        assertThat(ErrorText.of(thrown))
                .isEqualTo("cannot open; caused by java.io.IOException: busy; caused by java.lang.Error: hardware");
    }

    @Test
    void shouldNotRepeatWhatACauseSaysAgain() {
        assertThat(ErrorText.of(new RuntimeException(new IOException("busy"))))
                .isEqualTo("java.lang.RuntimeException: java.io.IOException: busy");
    }

    @Test
    void shouldTellACauseWithoutAMessage() {
        assertThat(ErrorText.of(new IllegalStateException("cannot open", new StackOverflowError())))
                .isEqualTo("cannot open; caused by java.lang.StackOverflowError");
    }

    @Test
    void shouldEndWhereCausesGoRound() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(ErrorText.of(first)).isEqualTo("java.io.IOException: first; caused by java.io.IOException: second");
    }

    @Test
    void shouldTellOnlySomeOfManyCauses() {
        Throwable thrown = new IOException("0");
        for (int i = 1; i < 100; i++) {
            thrown = new IOException("number " + i + ".", thrown);
        }

        assertThat(ErrorText.of(thrown)).contains("number 94.").doesNotContain("number 93.");
    }

    @Test
    void shouldBeOneLine() {
        assertThat(ErrorText.of(new IOException("first\n\tsecond\r\nthird\n")))
                .isEqualTo("java.io.IOException: first second third");
    }

    @Test
    void shouldCutAMessageThatNoRequestCouldCarry() {
        String text = ErrorText.of(new IOException("x".repeat(10_000_000)));

        assertThat(text)
                .hasSizeLessThan(10_000)
                .startsWith("java.io.IOException: xxx")
                .endsWith("x… (9995904 characters more)");
    }

    static class Spiteful extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage threw");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString threw");
        }
    }

    @Test
    void shouldNotThrowWhereTheMessageCannotBeHad() {
        assertThat(ErrorText.of(new Spiteful())).isEqualTo(Spiteful.class.getName());
    }

    @Test
    void shouldNotThrowWhereTheMessageOfACauseCannotBeHad() {
        assertThat(ErrorText.of(new IOException("busy", new Spiteful())))
                .isEqualTo("java.io.IOException: busy; caused by " + Spiteful.class.getName());
    }

    @Test
    void shouldNotThrowWhereTheMessageFailsWithAnError() {
        Throwable thrown = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new StackOverflowError();
            }
        };

        assertThat(ErrorText.of(thrown)).isEqualTo(thrown.getClass().getName());
    }

    @Test
    void shouldNotThrowWhereTheCauseCannotBeHad() {
        Throwable thrown = new RuntimeException("busy") {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("getCause threw");
            }
        };

        assertThat(ErrorText.of(thrown)).isEqualTo(thrown.getClass().getName() + ": busy");
    }
}
