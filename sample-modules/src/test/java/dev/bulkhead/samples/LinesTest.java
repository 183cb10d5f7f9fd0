package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
    @ParameterizedTest
    @CsvSource({
        "cpu, ratio, 0.4213, cpu 42.1 %",
        "memory, ratio, 0.31, memory 31.0 %",
        "load, 1, 0.27, load 0.27",
        "network.rx, B/s, 0, network.rx 0.0 B/s",
        "network.rx, B/s, 1234.5, network.rx 1.2 kB/s",
        "network.rx, B/s, 999.96, network.rx 1.0 kB/s",
        "network.rx, B/s, 25000000, network.rx 25.0 MB/s",
        "network.rx, B/s, 3E18, network.rx 3000000.0 TB/s",
        "temperature, °C, 48.312, temperature 48.312 °C",
    })
    void shouldShowMeasurementsWithTheirUnits(String kind, String unit, String content, String line) {
        Message message = Message.builder()
                .property("kind", kind)
                .property("unit", unit)
                .text(content)
                .build();

        assertThat(Lines.of(message)).isEqualTo(line);
    }

    @Test
    void shouldShowThePartThatWasMeasured() {
        Message message = Message.of(Map.of("kind", "disk", "of", "/", "unit", "ratio"), "0.2237");

        assertThat(Lines.of(message)).isEqualTo("disk / 22.4 %");
    }

    @Test
    void shouldShowAlerts() {
        Message message = Message.of(Map.of("kind", "alert", "state", "raised"), "cpu 0.93 is above 0.90");

        assertThat(Lines.of(message)).isEqualTo("alert raised: cpu 0.93 is above 0.90");
    }

    @Test
    void shouldShowPropertiesSizeAndTextOfOtherMessages() {
        Message message = Message.builder()
                .property("topic", "press/3")
                .property("qos", "1")
                .text("grün 🙂")
                .build();

        assertThat(Lines.of(message)).isEqualTo("{topic=press/3, qos=1} 10 B \"grün 🙂\"");
    }

    @Test
    void shouldShowAnEmptyMessage() {
        assertThat(Lines.of(Message.builder().build())).isEqualTo("{} 0 B");
    }

    @Test
    void shouldShowAMeasurementWithoutANumberAsAnyOtherMessage() {
        Message message = Message.builder()
                .property("kind", "cpu")
                .property("unit", "ratio")
                .text("warm")
                .build();

        assertThat(Lines.of(message)).isEqualTo("{kind=cpu, unit=ratio} 4 B \"warm\"");
    }

    @Test
    void shouldShowAnAlertWithoutAStateAsAnyOtherMessage() {
        assertThat(Lines.of(Message.of(Map.of("kind", "alert"), "fire"))).isEqualTo("{kind=alert} 4 B \"fire\"");
    }

    @Test
    void shouldNotShowBytesThatAreNoText() {
        assertThat(Lines.of(Message.of(Map.of(), new byte[] {(byte) 0xff, 'a'})))
                .isEqualTo("{} 2 B");
        assertThat(Lines.of(Message.of(Map.of(), "a\nb"))).isEqualTo("{} 3 B");
        assertThat(Lines.of(Message.of(Map.of(), "\u202Eabc"))).isEqualTo("{} 6 B");
    }

    @Test
    void shouldNotShowLongText() {
        assertThat(Lines.of(Message.of(Map.of(), "a".repeat(201)))).isEqualTo("{} 201 B");
    }

    @Test
    void shouldStayOnOneLineWhateverTheProperties() {
        Message message = Message.of(Map.of("a", "1\n12:00 ERROR forged"), "");

        assertThat(Lines.of(message)).isEqualTo("{a=1\uFFFD12:00 ERROR forged} 0 B");
    }

    @Test
    void shouldCutALineThatIsTooLong() {
        Message message = Message.of(Map.of("a", "x".repeat(5000)), "");

        assertThat(Lines.of(message)).startsWith("{a=xxx").endsWith("xxx…").hasSize(1001);
    }
}
