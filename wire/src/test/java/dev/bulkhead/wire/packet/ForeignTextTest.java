package dev.bulkhead.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
    @Test
    void shouldIndentWhatMightBeTakenForAnotherLine() {
        assertThat(ForeignText.lines("one\n10:00:00.000 ERROR other forged\r\n\tat Valve.open"))
                .isEqualTo("one\n    10:00:00.000 ERROR other forged\n        at Valve.open");
    }

    @Test
    void shouldLetNoControlCharacterThrough() {
        assertThat(ForeignText.lines("\u001b[31mred\u0000\u009b1m\rback")).isEqualTo("?[31mred??1m?back");
        assertThat(ForeignText.line(" \u001b[2J\u0007ü\tx\n")).isEqualTo("?[2J?ü    x");
    }

    @Test
    void shouldPutSeveralLinesIntoOne() {
        assertThat(ForeignText.line("one\ntwo\r\nthree")).isEqualTo("one | two | three");
    }
}
