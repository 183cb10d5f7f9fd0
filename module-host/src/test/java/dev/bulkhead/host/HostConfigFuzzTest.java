package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The file that a host is started with, and the lines by which a gateway announces modules to a host that several share. */
class HostConfigFuzzTest {
    @FuzzTest
    void shouldReadAPlanOrSayWhatIsWrong(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            for (HostConfig config : HostConfigReader.read(text).modules()) {
                assertComplete(config);
            }
        } catch (JsonProcessingException e) {
            assertThat(e.getOriginalMessage()).isNotEmpty();
        }
        try {
            HostConfig config = HostConfigReader.readLine(text);
            assertComplete(config);
            assertThat(config.token()).isNotNull();
        } catch (JsonProcessingException e) {
            assertThat(e.getOriginalMessage()).isNotEmpty();
        }
    }

    private static void assertComplete(HostConfig config) {
        assertThat(config.listen()).isNotNull();
        assertThat(config.remote()).isNotNull();
        assertThat(config.module().name()).isNotNull();
        assertThat(config.module().className()).isNotNull();
        String shown = config.resolvedAgainst(Path.of("/etc/host.json")).toString();
        assertThat(shown).startsWith("HostConfig[" + config.listen());
    }
}
