package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/writing-a-module.md} says, with the code that stands there; only javac stands in for Maven. */
class WritingAModuleTest {
    @TempDir
    private Path folder;

    private String page;
    private String configuration;

    @BeforeEach
    void followThePage() throws IOException {
        page = Files.readString(BulkheadProcess.ROOT.resolve("docs/writing-a-module.md"));
        Path source = folder.resolve("src/main/java/com/acme/Smoothing.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, block("java"));
        jar(compiled(source), Files.createDirectory(folder.resolve("target")).resolve("smoothing-1.0.0.jar"));
        configuration =
                block("json").replaceFirst("\\{", "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },");
    }

    private String block(String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
    }

    private Path compiled(Path source) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("bulkhead.lib") + "/module-api.jar",
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        return classes;
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                entries.write(Files.readAllBytes(file));
            }
        }
    }

    private BulkheadProcess run(String activation, String weight) throws IOException {
        String path = "\"path\": \"target/smoothing-1.0.0.jar\",";
        assertThat(configuration).contains(path).contains("\"weight\": 0.2");
        Files.writeString(
                folder.resolve("gateway.json"),
                configuration
                        .replace(path, path + " \"activation\": " + activation + ",")
                        .replace("\"weight\": 0.2", weight));
        return BulkheadProcess.runHere(folder).awaitReady();
    }

    @Test
    void shouldRunTheModuleInTheGatewaysProcess() throws Exception {
        try (BulkheadProcess gateway = run("\"in-process\"", "\"weight\": 0.2")) {
            gateway.awaitOutput("cpu.smooth ");
        }
    }

    @Test
    void shouldRunTheModuleInAProcessOfItsOwn() throws Exception {
        try (BulkheadProcess gateway = run("\"fork\"", "\"weight\": 0.2")) {
            assertThat(gateway.module("smoothing").path("pid").asLong()).isNotEqualTo(gateway.pid());
            gateway.awaitOutput("cpu.smooth ");
        }
    }

    @Test
    void shouldShowTheModulesOwnWords() throws Exception {
        try (BulkheadProcess gateway = run("\"fork\"", "\"weight\": 2")) {
            String error = "weight is 2.0; it must be above 0 and at most 1";
            assertThat(gateway.output()).contains("! " + error);
            assertThat(page).contains("! " + error);
        }
    }

    @Test
    void shouldWaitForADebuggerAndForgetItsLimits() throws Exception {
        int port = FreePort.find();
        String debug = "{ \"type\": \"fork\", \"debug\": \"127.0.0.1:" + port + "\" }";
        Files.writeString(
                folder.resolve("gateway.json"),
                configuration.replace(
                        "\"path\": \"target/smoothing-1.0.0.jar\",",
                        "\"path\": \"target/smoothing-1.0.0.jar\", \"activation\": " + debug + ","));
        try (BulkheadProcess gateway = BulkheadProcess.runHere(folder)) {
            gateway.awaitOutput("Listening for transport dt_socket at address: " + port);
            Debugger.attachAndResume(port);
            gateway.awaitReady().awaitOutput("cpu.smooth ");
        }
    }
}
