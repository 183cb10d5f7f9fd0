package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageTest {
    @TempDir
    private Path folder;

    private static HostConfig config(String listen, String remote) {
        return new HostConfig(
                listen, remote, new HostConfig.Hosted("valve", "com.acme.Valve", null), "secret", HostSecurity.NONE);
    }

    @Test
    void shouldLeaveAWayThatIsFreeAsItIs() throws IOException {
        HostConfig config = config("tcp://127.0.0.1:*", "tcp://127.0.0.1:40001");
        try (Passage passage = Passage.open(config)) {
            assertThat(passage.config()).isEqualTo(config);
        }
    }

    @Test
    void shouldLeadThroughAFolder() throws IOException {
        try (Passage passage = Passage.open(config("unix:" + folder, "unix:" + folder))) {
            HostConfig inside = passage.config();
            assertThat(inside.listen()).matches("tcp://127\\.0\\.0\\.1:[0-9]+");
            assertThat(inside.remote()).matches("tcp://127\\.0\\.0\\.1:[0-9]+").isNotEqualTo(inside.listen());
            assertThat(inside.module()).isEqualTo(config("", "").module());
            assertThat(inside.token()).isEqualTo("secret");
        }
    }
}
