package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code script/new-module} refuses. That what it makes is good, {@link WritingAModuleTest} shows. */
class NewModuleTest {
    private static final String SCRIPT =
            BulkheadProcess.ROOT.resolve("script/new-module").toString();

    @TempDir
    private Path folder;

    private String run(int status, String... arguments) throws IOException, InterruptedException {
        return new Shell(folder).run(status, SCRIPT + " " + String.join(" ", arguments));
    }

    @Test
    void shouldSayWhatIsNoNameOfAModule() throws Exception {
        assertThat(run(2, "Vibration")).contains("\"Vibration\" is no type", "like acme/vibration");
        assertThat(run(2, "acme/vibration", "--package", "Com.Acme")).contains("\"Com.Acme\" is no Java package");
        assertThat(run(2, "acme/3d")).contains("let the name begin with a letter");
        Files.createDirectory(folder.resolve("vibration"));
        assertThat(run(1, "acme/vibration")).contains("vibration is there already");
        assertThat(run(0, "--help")).startsWith("Usage: script/new-module VENDOR/NAME");
    }
}
