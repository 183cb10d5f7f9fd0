package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A command that stands in for docker or podman: it notes how it is called, and answers as the real one was recorded to. An
 * answer is chosen by the beginning of the arguments.
 */
final class FakeEngine {
    private final Path folder;
    private final Path command;

    FakeEngine(Path folder, String name) throws IOException {
        this.folder = folder;
        command = folder.resolve(name);
        Files.writeString(command, """
                #!/bin/sh
                printf '%%s\\n' "$*" >>'%1$s/calls'
                for answer in '%1$s'/*.answer; do
                  begin=$(head -n 1 "$answer")
                  case "$* " in "$begin "*) . "$answer.sh" ;; esac
                done
                echo "nobody has recorded an answer to: $*" >&2
                exit 99
                """.formatted(folder));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    }

    /** Answers a call that begins so, from now on, by a script, which must exit. */
    FakeEngine answer(String begin, String script) throws IOException {
        String name = begin.replaceAll("[^a-z]+", "-");
        Files.writeString(folder.resolve(name + ".answer"), begin + "\n");
        Files.writeString(folder.resolve(name + ".answer.sh"), script + "\n");
        return this;
    }

    String command() {
        return command.toString();
    }

    ContainerEngine engine() throws IOException {
        return ContainerEngine.find(command());
    }

    /** {@return how it was called, but for its version} */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls)
                ? Files.readAllLines(calls).stream()
                        .filter(call -> !call.equals("--version"))
                        .toList()
                : List.of();
    }
}
