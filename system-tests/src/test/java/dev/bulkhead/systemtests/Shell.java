package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Commands one after the other, as somebody types them at a terminal. */
final class Shell {
    private final Map<String, String> environment = new TreeMap<>();
    private final Path outputs;
    private Path folder;

    /** Begins in a folder. */
    Shell(Path folder) throws IOException {
        this.folder = folder;
        outputs = Files.createTempDirectory("shell");
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    /** Runs a command to its end. {@return what it said} */
    String run(int status, String command) throws IOException, InterruptedException {
        if (command.startsWith("cd ")) {
            folder = folder.resolve(command.substring(3)).toRealPath();
            return "";
        }
        Path output = Files.createTempFile(outputs, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s said%n%s", command, said).isEqualTo(status);
        return said;
    }
}
