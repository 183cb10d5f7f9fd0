package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the application of {@code docs/embedding.md} as it stands there. */
class EmbeddingTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRunTheApplicationOfThePage() throws Exception {
        String page = Files.readString(BulkheadProcess.ROOT.resolve("docs/embedding.md"));
        Path source = Files.writeString(folder.resolve("Embedded.java"), block(page, "```java\n"));
        String jars = jars();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", jars, "-d", folder.toString(), source.toString()))
                .isZero();
        Path output = folder.resolve("output.txt");
        Process application = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + jars,
                        "Embedded"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(application.waitFor(BulkheadProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the application ended by itself")
                .isTrue();
        assertThat(Files.readString(output)).endsWith(block(page, "It prints\n\n```\n"));
        assertThat(application.exitValue()).isZero();
    }

    private static String jars() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("bulkhead.lib")))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String block(String page, String begin) {
        Matcher block = Pattern.compile(Pattern.quote(begin) + "(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
