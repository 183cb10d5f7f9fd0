package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JSON-RPC client for WebSockets that was written by others, from npm, in a process of its own. */
final class ForeignClient implements AutoCloseable {
    private static final Path SOURCE = BulkheadProcess.ROOT.resolve("system-tests/src/test/rpc-client");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();

    private ForeignClient(Process process) {
        this.process = process;
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "foreign-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Installs the client in a folder, with what it needs, and connects it. */
    static ForeignClient connect(Path folder, String url) throws Exception {
        Needs.require(isThere("node") && isThere("npm"), "node and npm, Debian's packages nodejs and npm");
        for (String file : List.of("package.json", "package-lock.json", "client.js")) {
            Files.copy(SOURCE.resolve(file), folder.resolve(file));
        }
        Process install = new ProcessBuilder(
                        "npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.txt").toFile())
                .start();
        assertThat(install.waitFor(3, TimeUnit.MINUTES)).as("npm ended").isTrue();
        assertThat(install.exitValue())
                .as(Files.readString(folder.resolve("npm.txt")))
                .isZero();
        ProcessBuilder client = new ProcessBuilder("node", "client.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        client.environment().put("RPC_URL", url);
        return new ForeignClient(client.start());
    }

    private static boolean isThere(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(out::add);
        } catch (IOException e) {
            out.add("{\"failure\":\"its output ended\"}");
        }
    }

    void call(String method, String params) throws IOException {
        in.write("{\"method\":\"" + method + "\",\"params\":" + params + "}\n");
        in.flush();
    }

    /** {@return what it printed next} */
    JsonNode next() throws Exception {
        String line = out.poll(BulkheadProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(line).as("a line of the client's").isNotNull();
        return JSON.readTree(line);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
