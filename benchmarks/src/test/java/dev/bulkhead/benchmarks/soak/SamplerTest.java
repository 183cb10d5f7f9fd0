package dev.bulkhead.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of everything but the gateway: this process takes its place. */
class SamplerTest {
    private static final int PLOTS = 8;

    @TempDir
    private Path folder;

    private static LinkCounts link(long published, long delivered) {
        return new LinkCounts("source", "sink", published, delivered, 1, 0, 0, Map.of("host-lost", 2L));
    }

    private Sampler sampled() throws IOException, InterruptedException {
        Path data = Files.createDirectory(folder.resolve("data"));
        long pid = ProcessHandle.current().pid();
        Sampler sampler = new Sampler(Map.of("gateway", pid), data);
        for (int second = 0; second < 20; second++) {
            Files.write(data.resolve("file" + second), new byte[1024]);
            sampler.sample(second, List.of(link(100L * second + 3, 100L * second)), List.of(pid));
        }
        sampler.sampleHeaps(20);
        return sampler;
    }

    private static Quantity named(Sampler sampler, String name) {
        return sampler.quantities().stream()
                .filter(quantity -> quantity.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static double last(Quantity quantity) {
        return quantity.points().get(quantity.points().size() - 1).value();
    }

    @Test
    void shouldSampleAndDraw() throws Exception {
        Sampler sampler = sampled();

        assertThat(sampler.quantities()).hasSize(PLOTS);
        assertThat(last(named(sampler, "gateway: resident"))).isGreaterThan(10);
        assertThat(last(named(sampler, "gateway: live heap"))).isPositive();
        assertThat(last(named(sampler, "gateway: threads"))).isGreaterThan(2);
        assertThat(last(named(sampler, "gateway: file descriptors"))).isGreaterThan(2);
        assertThat(last(named(sampler, "data folder"))).isEqualTo(20);
        assertThat(last(named(sampler, "ledgers"))).isZero();
        assertThat(named(sampler, "delivered").points())
                .extracting(Quantity.Point::value)
                .containsOnly(100.0);

        Path file = folder.resolve("soak.png");
        new Picture(sampler.quantities(), List.of(3.0, 12.0)).write(file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(1440);
        assertThat(image.getHeight()).isEqualTo(240 * PLOTS / 2);
        assertThat(colours(image)).as("frames, lines, text").isGreaterThan(10);
        assertThat(Report.quantities(sampler.quantities())).contains("| data folder, KiB | 13 | 13.8 | 1,024 | flat |");
        assertThat(Report.csv(sampler.quantities())).contains("\"data folder\",KiB,19.0,20.000\n");
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    @Test
    void shouldReadTheHeapsOfAllCollectors() throws Exception {
        assertThat(LiveHeap.read("""
                123:
                 def new generation   total 4928K, used 1024K [0x1, 0x2, 0x3)
                  eden space 4416K,  12% used [0x1, 0x2, 0x3)
                 tenured generation   total 10944K, used 2048K [0x1, 0x2, 0x3)
                   the space 10944K,  22% used [0x1, 0x2, 0x3)
                 Metaspace       used 7168K, committed 7424K, reserved 1056768K
                """)).isEqualTo(2);
        assertThat(LiveHeap.read("""
                123:
                 garbage-first heap   total 12288K, used 1536K [0x1, 0x2)
                  region size 1024K, 1 young (1024K), 0 survivors (0K)
                """)).isEqualTo(1.5);
        assertThat(LiveHeap.read("""
                 PSYoungGen      total 76288K, used 1024K [0x1, 0x2, 0x3)
                 ParOldGen       total 175104K, used 512K [0x1, 0x2, 0x3)
                """)).isEqualTo(0.5);
    }

    @Test
    void shouldRoundScalesUp() {
        assertThat(List.of(0.0, 0.03, 1.0, 61.0, 81.0, 5000.0))
                .extracting(Plot::roundedUp)
                .containsExactly(1.0, 0.04, 1.0, 80.0, 100.0, 6000.0);
    }
}
