package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.api.Module;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A package as it is installed, and a single jar, with classes that are compiled here. */
class PackageClassesTest {
    private static final String VALVE = """
            package com.acme;
            import dev.bulkhead.api.*;
            public class Valve implements dev.bulkhead.api.Module {
              public void create(ModuleContext context) {}
              public void receive(Message message) {}
              public void destroy() {}
              public String toString() { return %s; }
            }
            """;
    private static final String LIBRARY =
            "package org.lib; public class Library { public static String name() { return \"%s\"; } }";
    private static final String LOADS =
            "load(); } private static String load() { System.loadLibrary(\"valve\"); return \"loaded\"";

    @TempDir
    private Path folder;

    private Map<String, byte[]> classes(String className, String code) throws IOException {
        Path out = Files.createDirectories(folder.resolve("classes").resolve(className));
        Path source = Files.writeString(folder.resolve(className + ".java"), code);
        String libraries = folder.resolve("classes").resolve("Library").toString();
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + libraries;
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", out.toString(), source.toString());
        assertThat(status).isZero();
        Map<String, byte[]> classes = new TreeMap<>();
        try (var files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                classes.put(out.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private Path jar(String name, Map<String, byte[]> files) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return jar;
    }

    private static byte[] descriptor(String os, String arch) {
        return """
                { "package": "acme/valve", "version": "1.0.0", "api": "^1.2",
                  "types": [ { "name": "acme/valve", "class": "com.acme.Valve" } ],
                  "native": [ { "os": "plan9", "arch": "mips", "path": "native/other" },
                              { "os": "%s", "arch": "%s", "path": "native/here" } ] }
                """.formatted(os, arch).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] descriptorForHere() {
        return descriptor(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@return a library that every JDK has, and that can be loaded by whoever likes to} */
    private static byte[] library() throws IOException {
        String lib = File.separatorChar == '\\' ? "bin" : "lib";
        return Files.readAllBytes(Path.of(System.getProperty("java.home"), lib, System.mapLibraryName("jsig")));
    }

    private static String said(Path place) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ModuleLoader loader = ModuleLoader.load("com.acme.Valve", place)) {
            Module module = loader.instantiate();
            return module.toString();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void shouldFindTheJarsOfAPackageAndThoseInItsLib() throws Exception {
        jar("valve/lib/library.jar", classes("Library", LIBRARY.formatted("in lib")));
        jar("valve/valve.jar", classes("Valve", VALVE.formatted("org.lib.Library.name()")));

        assertThat(said(folder.resolve("valve"))).isEqualTo("in lib");
    }

    @Test
    void shouldGiveEachPackageItsOwnVersionOfALibrary() throws Exception {
        jar("a/lib/library.jar", classes("Library", LIBRARY.formatted("1.0")));
        jar("b/lib/library.jar", classes("Library", LIBRARY.formatted("2.0")));
        Map<String, byte[]> valve = classes("Valve", VALVE.formatted("org.lib.Library.name()"));
        jar("a/valve.jar", valve);
        jar("b/valve.jar", valve);

        assertThat(said(folder.resolve("a"))).isEqualTo("1.0");
        assertThat(said(folder.resolve("b"))).isEqualTo("2.0");
    }

    @Test
    void shouldLoadTheNativeLibraryForThisMachineFromAPackage() throws Exception {
        Map<String, byte[]> files = classes("Valve", VALVE.formatted(LOADS));
        files.put("META-INF/bulkhead/package.json", descriptorForHere());
        jar("valve/valve.jar", files);
        Path natives = Files.createDirectories(folder.resolve("valve/native/here"));
        Files.write(natives.resolve(System.mapLibraryName("valve")), library());

        assertThat(said(folder.resolve("valve"))).isEqualTo("loaded");
    }

    @Test
    void shouldTakeTheNativeLibraryForThisMachineOutOfAJarAndDeleteItWithTheClasses() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(classes("Valve", VALVE.formatted(LOADS)));
        files.put("META-INF/bulkhead/package.json", descriptorForHere());
        files.put("native/here/" + System.mapLibraryName("valve"), library());
        files.put("native/here/data/more.txt", new byte[1]);
        Path jar = jar("valve.jar", files);

        Path taken;
        try (PackageClasses classes = new PackageClasses(jar)) {
            Path library = Path.of(classes.findLibrary("valve"));
            taken = library.getParent();
            assertThat(library).hasBinaryContent(library());
            assertThat(taken.resolve("data/more.txt")).exists();
            assertThat(taken.resolve("other")).doesNotExist();
            assertThat(classes.findLibrary("pump")).isNull();
        }
        assertThat(taken).doesNotExist();
        assertThat(said(jar)).isEqualTo("loaded");
    }

    @Test
    void shouldLeaveToTheSystemWhatThePackageDoesNotHave() throws Exception {
        Map<String, byte[]> files = classes("Valve", VALVE.formatted(LOADS));
        files.put("META-INF/bulkhead/package.json", descriptor("linux", "pdp11"));
        Path jar = jar("valve.jar", files);

        assertThatThrownBy(() -> said(jar)).isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void shouldNotLetAJarWriteBesideItsFolder() throws Exception {
        Path jar = jar(
                "valve.jar",
                new TreeMap<>(Map.of(
                        "META-INF/bulkhead/package.json",
                        descriptorForHere(),
                        "native/here/../../evil",
                        new byte[1],
                        "native/here/" + System.mapLibraryName("valve"),
                        new byte[1])));

        try (PackageClasses classes = new PackageClasses(jar)) {
            assertThat(classes.findLibrary("valve")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux/amd64",
        "linux, x86_64, linux/amd64",
        "Linux, aarch64, linux/arm64",
        "Mac OS X, aarch64, macos/arm64",
        "Windows 11, AMD64, windows/amd64",
        "linux, riscv64, linux/riscv64"
    })
    void shouldKnowAMachineByWhateverWords(String os, String arch, String machine) {
        assertThat(NativePath.machine(os, arch)).isEqualTo(machine);
    }
}
