package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests run where systemd does, which in CI is everywhere. {@code script/in-systemd/bin/java} sees to that. */
final class SystemdHere implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isDirectory(Path.of("/run/systemd/system"))) {
            return ConditionEvaluationResult.enabled("systemd runs here");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("no systemd runs here, and in CI one must; see script/with-systemd");
        }
        System.err.println(context.getDisplayName() + " is NOT TESTED: no systemd runs here; see script/with-systemd");
        return ConditionEvaluationResult.disabled("no systemd runs here; see script/with-systemd");
    }

    /** Runs {@code systemctl}, which must succeed. {@return what it printed} */
    static String systemctl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    /** {@return the units that a gateway has made and that are there, also if they have failed} */
    static List<String> transientUnits() throws IOException, InterruptedException {
        return systemctl("list-units", "--all", "--plain", "--no-legend", "bulkhead-*")
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** {@return a property of a unit} */
    static String property(String unit, String name) throws IOException, InterruptedException {
        return systemctl("show", "--value", "--property=" + name, unit);
    }

    /** Writes a unit, and lets systemd read it. */
    static void writeUnit(String name, String text) throws IOException, InterruptedException {
        Files.writeString(Path.of("/etc/systemd/system", name), text);
        systemctl("daemon-reload");
    }
}
