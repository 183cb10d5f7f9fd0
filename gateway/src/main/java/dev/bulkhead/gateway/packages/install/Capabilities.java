package dev.bulkhead.gateway.packages.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a program what it can do. */
final class Capabilities {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST_ERROR = 2048;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Duration limit;

    /**
     * Prepares.
     *
     * @param limit how long the program may take
     */
    Capabilities(Duration limit) {
        this.limit = limit;
    }

    /**
     * {@return what a program says of itself} It is run once, in the root folder, with nothing but PATH and a language in its environment
     * and nothing to read. What it leaves behind is ended with it, as far as it stays in its session.
     *
     * @throws PackageException if it says nothing that can be used
     */
    Descriptor ask(Path program) throws PackageException, IOException {
        String name = String.valueOf(program.getFileName());
        try {
            JsonNode said = MAPPER.readTree(run(program, name));
            if (said instanceof ObjectNode descriptor) {
                return DescriptorJson.read(
                        descriptor.put("executable", name).toString(), "what `" + name + " capabilities` says");
            }
        } catch (JsonProcessingException e) {
            throw new PackageException(
                    "what `" + name + " capabilities` says is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new PackageException("what `" + name + " capabilities` says is no JSON object");
    }

    private String run(Path program, String name) throws PackageException, IOException {
        List<String> command = new ArrayList<>(List.of(program.toAbsolutePath().toString(), "capabilities"));
        boolean ownSession = Files.isExecutable(SETSID);
        if (ownSession) {
            command.add(0, SETSID.toString());
        }
        // A folder that goes afterwards is none to be in for those who stay.
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(program.toAbsolutePath().getRoot().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                        "LANG",
                        "C.UTF-8"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> out = read(process.getInputStream(), DescriptorJson.MAX_BYTES + 1);
            CompletableFuture<byte[]> err = read(process.getErrorStream(), LARGEST_ERROR);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PackageException(
                        "`" + name + " capabilities` did not end within " + limit.toSeconds() + " s");
            }
            endSession(process, ownSession);
            // Who inherited its output, and went away from its session, may hold it open for ever.
            byte[] said = out.completeOnTimeout(new byte[0], limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (process.exitValue() != 0) {
                String why = new String(
                                err.completeOnTimeout(new byte[0], 1, TimeUnit.SECONDS)
                                        .join(),
                                StandardCharsets.UTF_8)
                        .strip();
                throw new PackageException("`" + name + " capabilities` failed with exit status " + process.exitValue()
                        + (why.isEmpty()
                                ? ""
                                : ": " + why.replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", " ")));
            }
            if (said.length > DescriptorJson.MAX_BYTES) {
                throw new PackageException("`" + name + " capabilities` says more than "
                        + (DescriptorJson.MAX_BYTES >> 10) + " KiB, which is the most that is read");
            }
            return new String(said, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was asked what it can do", e);
        } finally {
            endSession(process, ownSession);
            process.destroyForcibly();
        }
    }

    /** Ends all that a program started, also where that has been left behind. */
    private static void endSession(Process process, boolean ownSession) throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (ownSession) {
            // A process group outlives who began it, and Java knows none. There may be nobody left: that is fine.
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -9 -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                kill.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CompletableFuture<byte[]> read(InputStream in, int most) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (in) {
                        read.complete(in.readNBytes(most));
                        // What is too much goes nowhere, so that the program does not die of it.
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        read.completeExceptionally(new UncheckedIOException(e));
                    }
                },
                "capabilities");
        thread.setDaemon(true);
        thread.start();
        return read;
    }
}
