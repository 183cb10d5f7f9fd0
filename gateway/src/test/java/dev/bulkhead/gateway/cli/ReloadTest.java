package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.FakeController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReloadTest {
    private final FakeController controller = new FakeController();

    @TempDir
    private Path folder;

    private Path file;
    private Reload reload;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(folder.resolve("gateway.json"), "{}");
        reload = new Reload(file);
    }

    @Test
    void shouldApplyAtASignalDuringTheStartWhenTheGatewayHasStarted() throws InterruptedException {
        Thread signal = new Thread(reload::signalled);
        signal.start();
        await().until(() -> signal.getState() == Thread.State.WAITING);
        assertThat(controller.applied()).isZero();

        reload.started(controller);
        signal.join();

        assertThat(controller.applied()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAChangeThatWasMadeWhileTheGatewayStarted() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        reload.watch();
        reload.started(controller);

        await().until(() -> controller.applied() == 1);
    }
}
