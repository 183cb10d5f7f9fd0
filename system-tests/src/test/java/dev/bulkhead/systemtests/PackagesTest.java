package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.systemtests.BulkheadProcess.Result;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages, through the launcher. */
class PackagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MOVING_AVERAGE = BulkheadProcess.ROOT.resolve("samples-python/moving-average");
    private static final String AVERAGE = "samples/moving-average";
    private static final String INSTALLED = "modules/samples.moving-average-1.0.0";

    @TempDir
    private Path folder;

    private Result modules(String... arguments) throws Exception {
        return BulkheadProcess.command(
                folder,
                "",
                Stream.concat(Stream.of("modules"), Stream.of(arguments)).toArray(String[]::new));
    }

    private void configure(String args) throws Exception {
        Files.writeString(folder.resolve("gateway.json"), """
                { "modules": [
                  { "name": "average", "type": "%s", "args": %s } ] }""".formatted(AVERAGE, args));
    }

    @Test
    void shouldTakeAPackageThroughItsLife() throws Exception {
        configure("{ \"window\": 0 }");

        Result installed = modules("install", MOVING_AVERAGE.toString());
        assertThat(installed.output()).startsWith(AVERAGE + "@1.0.0 is in ").contains("it offers " + AVERAGE);
        assertThat(installed.status()).isZero();

        assertThat(BulkheadProcess.command(folder, "", "check").output())
                .startsWith("gateway.json:2:78 /modules/0/args/window: 0 is below the minimum of 1\n");

        Result refused = modules("remove", AVERAGE);
        assertThat(refused.output()).contains("is used by the module average of the configuration");
        assertThat(refused.status()).isEqualTo(1);

        Files.writeString(folder.resolve(INSTALLED + "/moving-average"), "#!/bin/sh\n");
        Result differs = modules("verify");
        assertThat(differs.output())
                .contains(AVERAGE + "@1.0.0: not as installed")
                .contains("/moving-average: its SHA-256 is ");
        assertThat(differs.status()).isEqualTo(1);

        assertThat(modules("remove", "--force", AVERAGE + "@1.0.0").status()).isZero();
        assertThat(folder.resolve(INSTALLED)).doesNotExist();
        assertThat(modules("undo").output()).isEqualTo(AVERAGE + "@1.0.0 is back\n");
        JsonNode listed = JSON.readTree(modules("list", "--json").output());
        assertThat(listed.at("/packages/0/usedBy/0").asText()).isEqualTo("average");
    }

    @Test
    void shouldLeaveNothingOfAnInstallationThatWasKilled() throws Exception {
        configure("{}");
        Path large = Files.createDirectory(folder.resolve("large"));
        try (Stream<Path> files = Files.list(MOVING_AVERAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, large.resolve(file.getFileName()));
            }
        }
        Path ballast = large.resolve("ballast");
        try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
            file.setLength(900L << 20);
        }
        Process process = new ProcessBuilder(
                        BulkheadProcess.ROOT.resolve("bulkhead").toString(), "modules", "install", "large")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        await().atMost(PATIENCE).until(() -> !process.isAlive() || isStaging());
        process.destroyForcibly().waitFor();

        assertThat(JSON.readTree(modules("list", "--json").output()).path("packages"))
                .extracting(found -> found.path("package").asText())
                .containsExactly("bulkhead/samples");
        Files.delete(ballast);
        assertThat(modules("install", "large").status()).isZero();
        assertThat(isStaging()).isFalse();
    }

    private boolean isStaging() throws Exception {
        Path hidden = folder.resolve("modules/.bulkhead");
        if (!Files.exists(hidden)) {
            return false;
        }
        try (Stream<Path> files = Files.list(hidden)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("staging-"));
        }
    }

    @Test
    void shouldRunAProgramByItsType() throws Exception {
        Needs.require(
                new ProcessBuilder("/usr/bin/python3", "-c", "import zmq")
                                .start()
                                .waitFor()
                        == 0,
                "Debian's python3-zmq");
        configure("{ \"window\": 3 }");
        assertThat(modules("install", MOVING_AVERAGE.toString()).status()).isZero();

        try (BulkheadProcess gateway = BulkheadProcess.run(folder, """
                "modules": [ { "name": "average", "type": "samples/moving-average", "args": { "window": 3 } } ]""")) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                JsonNode module = gateway.status().path("modules").get(0);
                assertThat(module.path("state").asText()).isEqualTo("activated");
                assertThat(module.path("activation").asText()).isEqualTo("fork");
                assertThat(module.path("type").asText() + " "
                                + module.path("version").asText())
                        .isEqualTo("samples/moving-average 1.0.0");
            });
        }
    }
}
