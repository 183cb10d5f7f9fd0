package dev.bulkhead.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that comes as a package of the operating system. */
public enum ServerProgram {
    MOSQUITTO("mosquitto", "-h"),
    /** {@code script/bench} says where there is a newer one than the system's, if it found one. */
    NATS("nats-server", "--version");

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    private final String program;
    private final String asksVersion;

    ServerProgram(String program, String asksVersion) {
        this.program = program;
        this.asksVersion = asksVersion;
    }

    String program() {
        return program;
    }

    /** {@return where it is; empty if it is not installed} */
    Optional<Path> path() {
        String given = System.getProperty("bulkhead." + program, "");
        Stream<Path> installed = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, program));
        return Stream.concat(given.isEmpty() ? Stream.of() : Stream.of(Path.of(given)), installed)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** {@return the first line in which it says its version} */
    public String version() {
        return path().map(this::version).orElse("not installed");
    }

    private String version(Path path) {
        try {
            Process process = new ProcessBuilder(path.toString(), asksVersion)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            return "cannot be started";
        }
    }

    /** {@return what is missing; empty if it is installed in this version or a newer one} */
    Optional<String> missing(int major, int minor) {
        if (path().isEmpty()) {
            return Optional.of("not installed: " + program);
        }
        String said = version();
        Matcher version = VERSION.matcher(said);
        boolean old = version.find()
                && (Integer.parseInt(version.group(1)) < major
                        || (Integer.parseInt(version.group(1)) == major && Integer.parseInt(version.group(2)) < minor));
        return old
                ? Optional.of("needs " + program + " " + major + "." + minor + ", here is " + said)
                : Optional.empty();
    }
}
