package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFolderTest {
    @TempDir
    private Path data;

    private String user(String module) throws IOException {
        HostFolder folder = new HostFolder(data.resolve(module + ".container"));
        folder.write("unix:/run", "unix:/run", new ModuleToLoad(module, "com.acme.Module", null));
        return folder.user(null);
    }

    /** Found with a forked host of nobody's, which could look into the folder of a container. */
    @Test
    void shouldShareNoUserWithOthers() throws IOException {
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            assertThat(user("a")).as("only root can be others").isEqualTo(user("b"));
            return;
        }
        assertThat(user("a")).matches("([0-9]+):\\1").isEqualTo(user("a")).isNotEqualTo(user("b"));
        assertThat(Integer.parseInt(user("Aa").split(":", -1)[0]))
                .isBetween(0x7000_0000, 0x7FFC_FFFF)
                .as("a hash that is easily the same")
                .isNotEqualTo(Integer.parseInt(user("BB").split(":", -1)[0]));
    }
}
