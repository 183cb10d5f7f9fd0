package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Bulkhead as a user starts it: the launcher, in a process of its own. */
final class BulkheadProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Path ROOT =
            Path.of(System.getProperty("bulkhead.root")).toAbsolutePath().normalize();

    private static final String LAUNCHER = ROOT.resolve("bulkhead").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path folder;
    private final Path output;

    private BulkheadProcess(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
    }

    /** What a command that has ended said. */
    record Result(int status, String output) {}

    /** Runs a command to its end, with this on standard input. */
    static Result command(Path folder, String input, String... arguments) throws Exception {
        Path in = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
        BulkheadProcess command = begin(folder, in, arguments);
        assertThat(command.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the command ended")
                .isTrue();
        return new Result(command.process.exitValue(), command.output());
    }

    /** Starts {@code run} with a configuration, whose control address is taken care of. */
    static BulkheadProcess run(Path folder, String modulesAndLinks) throws IOException {
        configure(folder, modulesAndLinks);
        return runHere(folder);
    }

    /** As {@link #run}, as the leader of a process group of its own, as a shell starts a command. */
    static BulkheadProcess runInGroup(Path folder, String modulesAndLinks) throws IOException {
        configure(folder, modulesAndLinks);
        return begin(folder, Path.of("/dev/null"), List.of("setsid", LAUNCHER, "run"));
    }

    /** Starts {@code run} with the configuration that is in a folder, without a terminal. */
    static BulkheadProcess runInGroupHere(Path folder) throws IOException {
        return begin(folder, Path.of("/dev/null"), List.of("setsid", LAUNCHER, "run"));
    }

    /** As {@link #run}, with an output that nobody reads. */
    static BulkheadProcess runIntoAPipe(Path folder, String modulesAndLinks) throws IOException {
        configure(folder, modulesAndLinks);
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER, "run")
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        return new BulkheadProcess(builder.start(), folder, Files.createTempFile(folder, "output", ".txt"));
    }

    /** As {@link #run}, with a launcher elsewhere, and with options for the JVM. */
    static BulkheadProcess runOf(Path launcher, String jvmOptions, Path folder, String modulesAndLinks)
            throws IOException {
        configure(folder, modulesAndLinks);
        List<String> command = List.of("env", "BULKHEAD_JVM_OPTIONS=" + jvmOptions, launcher.toString(), "run");
        return begin(folder, Path.of("/dev/null"), command);
    }

    private static void configure(Path folder, String modulesAndLinks) throws IOException {
        Files.writeString(
                folder.resolve("gateway.json"),
                "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },\n" + modulesAndLinks + "\n}");
    }

    /** Starts {@code run} with the configuration that is in a folder. */
    static BulkheadProcess runHere(Path folder) throws IOException {
        return begin(folder, Path.of("/dev/null"), "run");
    }

    private static BulkheadProcess begin(Path folder, Path input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        return begin(folder, input, command);
    }

    private static BulkheadProcess begin(Path folder, Path input, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        return new BulkheadProcess(builder.start(), folder, output);
    }

    BulkheadProcess awaitReady() {
        return awaitOutput("ready after");
    }

    BulkheadProcess awaitOutput(String text) {
        await().atMost(PATIENCE)
                .failFast("it ended early", () -> !process.isAlive() && !output().contains(text))
                .until(() -> output().contains(text));
        return this;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    long pid() {
        return process.pid();
    }

    JsonNode status() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + DataFolder.readControlAddress(data) + "/status"))
                .header("Authorization", "Bearer " + DataFolder.readToken(data))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    JsonNode module(String name) throws IOException, InterruptedException {
        return find(status().path("modules"), "name", name);
    }

    JsonNode linkTo(String sink) throws IOException, InterruptedException {
        return find(status().path("links"), "sink", sink);
    }

    private static JsonNode find(JsonNode list, String key, String value) {
        for (JsonNode item : list) {
            if (item.path(key).asText().equals(value)) {
                return item;
            }
        }
        throw new IllegalArgumentException("there is no " + key + " " + value + " in " + list);
    }

    void awaitState(String module, String state) {
        await().atMost(PATIENCE)
                .until(() -> module(module).path("state").asText().equals(state));
    }

    /** Sends SIGTERM. {@return the exit status} */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** {@return the exit status} */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the gateway ended")
                .isTrue();
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
