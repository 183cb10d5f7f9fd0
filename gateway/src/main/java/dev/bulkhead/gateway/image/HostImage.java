package dev.bulkhead.gateway.image;

import dev.bulkhead.proxy.activation.ContainerImage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The root file system of a module host's container: a Java with a few modules, the libraries that it needs of this machine, the
 * host's jars, and nothing else: no shell, no tools.
 */
public final class HostImage implements AutoCloseable {
    /** What modules use most often of Java, with TLS. */
    public static final List<String> JAVA_MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final String USERS = "root:x:0:0:root:/:/none\nnobody:x:65534:65534:nobody:/:/none\n";

    private final Path work;
    private final Path root;

    /**
     * Takes a place to work in.
     *
     * @throws IOException if there is none
     */
    public HostImage() throws IOException {
        work = Files.createTempDirectory("bulkhead-image");
        root = Files.createDirectory(work.resolve("root"));
    }

    /** {@return the settings that the image needs, as a Dockerfile says them} */
    public static List<String> settings() {
        return List.of("ENV PATH=" + ContainerImage.JRE + "/bin", "ENV LANG=C.UTF-8");
    }

    /**
     * Makes the file system.
     *
     * @param java the java command of a JDK
     * @param hostJar Bulkhead's module host, with the jars it needs beside it
     * @param javaModules what the Java shall have
     * @param modules jars of modules to put in
     * @return a tar with it, until this is closed
     * @throws IOException if that fails
     */
    public Path make(Path java, Path hostJar, List<String> javaModules, List<Path> modules)
            throws IOException, InterruptedException {
        Path jre = inside(ContainerImage.JRE);
        link(java, javaModules, jre);
        copyLibraries(jre);
        copyAll(jarsOf(hostJar), inside(ContainerImage.LIB));
        copyAll(modules, inside(ContainerImage.MODULES));
        Files.createDirectories(inside("/tmp"));
        Files.createDirectories(inside("/etc"));
        Files.writeString(inside("/etc/passwd"), USERS);
        Files.writeString(inside("/etc/nsswitch.conf"), "hosts: files dns\n");
        Path tar = work.resolve("image.tar");
        Tool.run(List.of(
                "tar",
                "--create",
                "--file=" + tar,
                "--numeric-owner",
                "--owner=0",
                "--group=0",
                "--mode=go-w,a+rX",
                "--directory=" + root,
                "."));
        return tar;
    }

    private Path inside(String path) {
        return root.resolve(path.substring(1));
    }

    private static void link(Path java, List<String> javaModules, Path jre) throws IOException, InterruptedException {
        Path jlink = java.resolveSibling("jlink");
        if (!Files.isExecutable(jlink)) {
            throw new IOException("there is no " + jlink + "; an image is made with a JDK (on Debian: apt-get install "
                    + "openjdk-17-jdk-headless binutils), or with the Dockerfile of module-host");
        }
        Files.createDirectories(jre.getParent());
        Tool.run(List.of(
                jlink.toString(),
                "--add-modules",
                String.join(",", javaModules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                jre.toString()));
        // With an archive of its classes Java starts in half the time, and all containers share its memory.
        Tool.run(List.of(jre.resolve("bin/java").toString(), "-Xshare:dump"));
    }

    private void copyLibraries(Path jre) throws IOException, InterruptedException {
        List<Path> programs;
        try (Stream<Path> files = Files.walk(jre)) {
            programs = files.filter(file -> file.endsWith("bin/java")
                            || String.valueOf(file.getFileName()).endsWith(".so"))
                    .toList();
        }
        for (Path library : SharedLibraries.of(programs, root)) {
            Path copy = inside(library.toString());
            Files.createDirectories(copy.getParent());
            // The file, where it is a link to one.
            Files.copy(library.toRealPath(), copy);
        }
    }

    /** {@return a jar and those that it names as its class path} */
    private static List<Path> jarsOf(Path jar) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(jar));
        try (JarFile file = new JarFile(jar.toFile())) {
            String classPath = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String name : classPath == null ? new String[0] : classPath.split(" ", -1)) {
                jars.add(jar.resolveSibling(name));
            }
        }
        return jars;
    }

    private static void copyAll(List<Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no file " + file + " to put into the image");
            }
            Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
        }
    }

    /** Removes everything that was made. */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(work, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
