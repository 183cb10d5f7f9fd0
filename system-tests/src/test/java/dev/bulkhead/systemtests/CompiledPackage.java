package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.processor.PackageProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes the jar of a package out of one source file, as an author's build does. */
final class CompiledPackage {
    private CompiledPackage() {}

    /**
     * {@return the jar}
     *
     * @param folder where it is made
     * @param source a file of Java, with the package's types
     */
    static Path jar(Path folder, String name, String version, Path source) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    said,
                    files,
                    null,
                    List.of("-d", classes.toString(), "-Abulkhead.package=" + name, "-Abulkhead.version=" + version),
                    null,
                    files.getJavaFileObjects(source));
            task.setProcessors(List.of(new PackageProcessor()));
            assertThat(task.call()).as(said.toString()).isTrue();
        }
        Path jar = folder.resolve(name.replace('/', '.') + "-" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> made = Files.walk(classes)) {
            made.filter(Files::isRegularFile).forEach(file -> add(entries, classes, file));
        }
        return jar;
    }

    private static void add(JarOutputStream entries, Path classes, Path file) {
        try {
            entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
            entries.write(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
