package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSourceTest {
    @TempDir
    private Path root;

    private long nanos = -5_000_000_000L;
    private NetworkSource source;

    @BeforeEach
    void makeSource() {
        source = new NetworkSource(root.resolve("proc"), root.resolve("sys"), () -> nanos);
    }

    @Test
    void shouldSayNothingTheFirstTime() throws IOException {
        assertThat(readAfterSeconds(0, line("eth0", 1000, 500))).isEmpty();
    }

    @Test
    void shouldTellBytesPerSecond() throws IOException {
        readAfterSeconds(0, line("eth0", 1000, 500));

        assertThat(readAfterSeconds(2, line("eth0", 4000, 501)))
                .containsExactly(
                        new Reading("network.rx", "eth0", 1500, "B/s"), new Reading("network.tx", "eth0", 0.5, "B/s"));
    }

    @Test
    void shouldLeaveOutTheLoopback() throws IOException {
        readAfterSeconds(0, line("lo", 0, 0));

        assertThat(readAfterSeconds(1, line("lo", 10, 10))).isEmpty();
    }

    @Test
    void shouldLeaveOutInterfacesWithoutHardwareWhereThereIsHardware() throws IOException {
        Files.createDirectories(root.resolve("sys/class/net/eth0/device"));
        readAfterSeconds(0, line("docker0", 0, 0), line("eth0", 0, 0));

        assertThat(readAfterSeconds(1, line("docker0", 1, 1), line("eth0", 1, 1)))
                .extracting(Reading::of)
                .allSatisfy(of -> assertThat(of).hasValue("eth0"))
                .hasSize(2);
    }

    @Test
    void shouldSayNothingOfAnInterfaceThatHasJustAppeared() throws IOException {
        readAfterSeconds(0, line("eth0", 0, 0));

        assertThat(readAfterSeconds(1, line("eth0", 1, 1), line("wlan0", 900, 900)))
                .extracting(reading -> reading.of().orElseThrow())
                .containsExactly("eth0", "eth0");
        assertThat(readAfterSeconds(1, line("eth0", 1, 1), line("wlan0", 910, 920)))
                .contains(new Reading("network.rx", "wlan0", 10, "B/s"), new Reading("network.tx", "wlan0", 20, "B/s"));
    }

    @Test
    void shouldLeaveOutACounterThatWentBackAndGoOnFromThere() throws IOException {
        readAfterSeconds(0, line("eth0", 4_294_967_000L, 100));

        assertThat(readAfterSeconds(1, line("eth0", 50, 200)))
                .containsExactly(new Reading("network.tx", "eth0", 100, "B/s"));
        assertThat(readAfterSeconds(1, line("eth0", 75, 200)))
                .containsExactly(
                        new Reading("network.rx", "eth0", 25, "B/s"), new Reading("network.tx", "eth0", 0, "B/s"));
    }

    @Test
    void shouldSayNothingWhenNoTimeHasPassed() throws IOException {
        readAfterSeconds(0, line("eth0", 0, 0));

        assertThat(readAfterSeconds(0, line("eth0", 10, 10))).isEmpty();
    }

    private List<Reading> readAfterSeconds(long seconds, String... lines) throws IOException {
        nanos += seconds * 1_000_000_000L;
        Path dev = root.resolve("proc/net/dev");
        Files.createDirectories(dev.getParent());
        Files.write(dev, List.of(lines));
        return source.read();
    }

    private static String line(String name, long received, long sent) {
        return name + ": " + received + " 2 0 0 0 0 0 0 " + sent + " 1 0 0 0 0 0 0";
    }
}
