package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void shouldMakeEachColumnAsWideAsItsWidestCell() {
        String text = new TextTable()
                .row("NAME", "N", "STATE")
                .row("a", "1000", "up")
                .row("valve", "", "down")
                .format("> ");

        assertThat(text).isEqualTo("""
                > NAME   N     STATE
                > a      1000  up
                > valve        down
                """);
    }

    @Test
    void shouldLeaveNoSpacesAtTheEndOfALine() {
        assertThat(new TextTable().row("a", "", "").row("b", "c", "d").format(""))
                .isEqualTo("a\nb  c  d\n");
    }

    @Test
    void shouldTakeRowsOfDifferentLengths() {
        assertThat(new TextTable().row("a").row("bb", "c", "d").row().format(" "))
                .isEqualTo(" a\n bb  c  d\n\n");
    }

    @Test
    void shouldBeEmptyWithoutRows() {
        assertThat(new TextTable().format("  ")).isEmpty();
    }
}
