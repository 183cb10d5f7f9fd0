package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Module;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules in jars that are compiled here. */
class ModuleLoaderTest {
    private static final String MODULE = """
            package com.acme;
            import dev.bulkhead.api.*;
            public class Valve implements dev.bulkhead.api.Module {
              public void create(ModuleContext context) {}
              public void receive(Message message) {}
              public void destroy() {}
              %s
            }
            """;

    @TempDir
    private Path folder;

    private Path classes(Map<String, String> sources) throws IOException {
        Path out = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue());
            String classPath = System.getProperty("java.class.path") + java.io.File.pathSeparator + out;
            int status = compiler.run(
                    null, null, null, "-proc:none", "-cp", classPath, "-d", out.toString(), file.toString());
            assertThat(status).isZero();
        }
        return out;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = folder.resolve("valve.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                entries.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void assertRefused(String className, Path path, String text) {
        assertThatThrownBy(() -> ModuleLoader.load(className, path))
                .isInstanceOf(ModuleLoadException.class)
                .hasMessage(text);
    }

    @Test
    void shouldLoadAModuleFromAFolder() throws Exception {
        Path classes = classes(Map.of("Valve", MODULE.formatted("")));
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", classes)) {
            Module module = loader.instantiate();
            assertThat(module.getClass().getName()).isEqualTo("com.acme.Valve");
        }
    }

    @Test
    void shouldLoadAModuleFromAJar() throws Exception {
        Path jar = jar(classes(Map.of("Valve", MODULE.formatted(""))));
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", jar)) {
            assertThat(loader.instantiate()).isInstanceOf(Module.class);
        }
    }

    @Test
    void shouldLetAModuleBringItsOwnVersionOfALibraryOfOurs() throws Exception {
        String library = """
                package com.fasterxml.jackson.databind;
                public class ObjectMapper { public String toString() { return "the module's own"; } }
                """;
        String uses =
                "public String toString() { return new com.fasterxml.jackson.databind.ObjectMapper().toString(); }";
        Path out = folder.resolve("classes");
        Files.createDirectories(out);
        Path jar =
                jar(classes(new java.util.TreeMap<>(Map.of("ObjectMapper", library, "Valve", MODULE.formatted(uses)))));
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", jar)) {
            assertThat(loader.instantiate()).hasToString("the module's own");
        }
    }

    @Test
    void shouldNotLetAModuleSeeWhatIsBulkheadsOwn() throws Exception {
        String uses =
                "public String toString() { return String.valueOf(com.fasterxml.jackson.core.JsonToken.START_OBJECT); }";
        Path jar = jar(classes(Map.of("Valve", MODULE.formatted(uses))));
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", jar)) {
            Module module = loader.instantiate();
            assertThatThrownBy(module::toString).isInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void shouldGiveTheModulesThreadTheModulesClasses() throws Exception {
        Path classes = classes(Map.of("Valve", MODULE.formatted("")));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", classes)) {
            Module module = loader.instantiate();
            assertThat(Thread.currentThread().getContextClassLoader())
                    .isSameAs(module.getClass().getClassLoader())
                    .isNotSameAs(before);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMade() throws Exception {
        Path classes = classes(Map.of("Valve", MODULE.formatted("private Valve() {}")));
        assertRefused(
                "com.acme.Valve", classes, "the class com.acme.Valve has no public constructor without parameters");
    }

    @Test
    void shouldRefuseAFileThatIsNoJar() throws Exception {
        Path file = Files.write(folder.resolve("junk.jar"), "junk".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                "com.acme.Valve",
                file,
                file + " cannot be read as a jar: java.util.zip.ZipException: zip END header not found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9.1.0  | was built for the module API 9.1.0, here it is API; update Bulkhead, or build the module for the older API
            1.99.0 | was built for the module API 1.99.0, here it is API; update Bulkhead, or build the module for the older API
            0.9.0  | was built for the module API 0.9.0, here it is API; build the module for this API
            newest | says it is built for the API "newest", which is no version; write @BuiltFor(Api.VERSION)
            """)
    void shouldRefuseAModuleThatIsBuiltForAnotherApi(String version, String text) throws Exception {
        String other = MODULE.formatted("").replace("public class", "@BuiltFor(\"" + version + "\") public class");
        assertRefused(
                "com.acme.Valve",
                classes(Map.of("Valve", other)),
                "com.acme.Valve " + text.replace("API;", Api.VERSION + ";"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.7", Api.VERSION})
    void shouldLoadAModuleThatIsBuiltForThisApiOrAnOlderOne(String version) throws Exception {
        String older = MODULE.formatted("").replace("public class", "@BuiltFor(\"" + version + "\") public class");
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", classes(Map.of("Valve", older)))) {
            assertThat(loader.instantiate()).isInstanceOf(Module.class);
        }
    }
}
