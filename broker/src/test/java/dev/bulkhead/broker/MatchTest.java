package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static final Message CPU = Message.of(Map.of("kind", "cpu", "host", "edge-7", "unit", ""), "0.5");

    private static boolean accepts(Map<String, String> globs) {
        return new Match(globs).accepts(CPU);
    }

    @Test
    void shouldAcceptEverythingWhenNothingIsAsked() {
        assertThat(accepts(Map.of())).isTrue();
        assertThat(new Match(Map.of()).accepts(Message.builder().build())).isTrue();
    }

    @Test
    void shouldAcceptWhenEveryPropertyMatches() {
        assertThat(accepts(Map.of("kind", "cpu"))).isTrue();
        assertThat(accepts(Map.of("kind", "c?u", "host", "edge-*"))).isTrue();
    }

    @Test
    void shouldRefuseWhenOnePropertyDoesNotMatch() {
        assertThat(accepts(Map.of("kind", "disk"))).isFalse();
        assertThat(accepts(Map.of("kind", "cpu", "host", "cloud-*"))).isFalse();
    }

    @Test
    void shouldRefuseAMessageWithoutTheProperty() {
        assertThat(accepts(Map.of("region", "*"))).isFalse();
        assertThat(accepts(Map.of("kind", "cpu", "region", "*"))).isFalse();
    }

    @Test
    void shouldAcceptAnEmptyValueWhereAnyWillDo() {
        assertThat(accepts(Map.of("unit", "*"))).isTrue();
        assertThat(accepts(Map.of("unit", ""))).isTrue();
        assertThat(accepts(Map.of("unit", "?"))).isFalse();
    }

    @Test
    void shouldTakeTheKeyAsItIs() {
        assertThat(accepts(Map.of("k*", "cpu"))).isFalse();
        assertThat(accepts(Map.of("Kind", "cpu"))).isFalse();
    }
}
