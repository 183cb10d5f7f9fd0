package dev.bulkhead.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FailFastTest {
    @Test
    void shouldEndAProcessWithAThreadThatFailed() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Failing.class.getName()))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("IllegalStateException: publishing failed, caused by java.io.IOException: no room");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** A program whose main thread waits for ever. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] args) throws InterruptedException {
            FailFast.install();
            new Thread(() -> {
                        throw new IllegalStateException("publishing failed", new java.io.IOException("no room"));
                    })
                    .start();
            new CountDownLatch(1).await();
        }
    }
}
