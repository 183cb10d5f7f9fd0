package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.process.ServerProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where, when and with what the results came about. */
public final class About {
    private static final List<String> RIVALS = List.of(
            "vertx-core",
            "guava",
            "disruptor",
            "jctools-core-jdk11",
            "hivemq-mqtt-client",
            "jnats",
            "grpc-netty-shaded",
            "protobuf-java",
            "jeromq",
            "netty-transport",
            "jmh-core",
            "HdrHistogram");

    private About() {}

    /** {@return what there is to say, in order: a name and a value each} */
    public static Map<String, String> here(Path root, List<String> arguments) throws IOException, InterruptedException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        about.put("commit", firstLine(root, "git", "describe", "--always", "--dirty", "--exclude=*"));
        about.put("command", ("script/bench " + String.join(" ", arguments)).strip());
        about.put(
                "processor", Runtime.getRuntime().availableProcessors() + " × " + value("/proc/cpuinfo", "model name"));
        about.put("memory", value("/proc/meminfo", "MemTotal"));
        about.put(
                "load when it began", Files.readString(Path.of("/proc/loadavg")).strip());
        about.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        about.put("Mosquitto", ServerProgram.MOSQUITTO.version());
        about.put("NATS", ServerProgram.NATS.version());
        about.put("libraries", libraries());
        return about;
    }

    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(jar -> Path.of(jar).getFileName().toString().replace(".jar", ""))
                .filter(jar -> RIVALS.stream().anyMatch(rival -> jar.matches(rival + "-\\d.*")))
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining(", "));
    }

    private static String value(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** {@return the first line that a command prints} */
    private static String firstLine(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            return "not installed";
        }
    }
}
