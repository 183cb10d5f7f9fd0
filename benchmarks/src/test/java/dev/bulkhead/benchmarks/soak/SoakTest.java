package dev.bulkhead.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoakTest {
    @ParameterizedTest
    @CsvSource({"90s,90", "20m,1200", "1h,3600", "2d,172800"})
    void shouldReadTimes(String text, double seconds) {
        assertThat(new Soak.Seconds().convert(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--duration=1", "--duration=0s", "--every=soon", "--rate=many", "--what"})
    void shouldRefuseBadArguments(String argument) {
        StringWriter err = new StringWriter();

        assertThat(Soak.commandLine().setErr(new PrintWriter(err)).execute(argument))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("script/soak: ").contains("see --help");
    }
}
