package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "250ms, PT0.25S",
        "1s, PT1S",
        "007s, PT7S",
        "5m, PT5M",
        "2h, PT2H",
        "999999999ms, PT277H46M39.999S",
        "999999999h, PT999999999H"
    })
    void shouldReadDurations(String text, Duration duration) {
        assertThat(Quantities.duration(text)).contains(duration);
        assertThat(text).matches(Quantities.DURATION_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "1",
                "1 s",
                " 1s",
                "1s ",
                "1s\n",
                "1S",
                "1MS",
                "1.5s",
                "-1s",
                "+1s",
                "1w",
                "1us",
                "PT1S",
                "1h30m",
                "1000000000ms",
                "18446744073709551617s",
                "1e3s",
                "0x10s",
                "١s",
                "soon"
            })
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
        assertThat(text).doesNotMatch(Quantities.DURATION_PATTERN);
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "512B, 512",
        "1KiB, 1024",
        "64KiB, 65536",
        "1MiB, 1048576",
        "1GiB, 1073741824",
        // Beyond an int, and still far from the end of a long.
        "4GiB, 4294967296",
        "999999999GiB, 1073741822926258176"
    })
    void shouldReadSizes(String text, long bytes) {
        assertThat(Quantities.size(text)).contains(bytes);
        assertThat(text).matches(Quantities.SIZE_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "1",
                "1 MiB",
                "1K",
                "1KB",
                "1MB",
                "1M",
                "1kib",
                "1mib",
                "1TiB",
                "1.5MiB",
                "-1B",
                "+1B",
                "1000000000B",
                "99999999999999999999GiB",
                "1MiB ",
                "1MiB\n",
                "١MiB"
            })
    void shouldRefuseWhatIsNoSize(String text) {
        assertThat(Quantities.size(text)).isEmpty();
        assertThat(text).doesNotMatch(Quantities.SIZE_PATTERN);
    }
}
