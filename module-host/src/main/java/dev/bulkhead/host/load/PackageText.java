package dev.bulkhead.host.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Finds the descriptor of a package: of a jar, a folder, or a zip. Nothing of the package is loaded or started. */
public final class PackageText {
    /** Where a jar, or a folder of classes, has its descriptor. */
    private static final String IN_JAR = "META-INF/bulkhead/package.json";

    /** Where a folder or a zip has the descriptor of its executable. */
    private static final String IN_FOLDER = "package.json";

    /** The largest descriptor that is read, in bytes: more is no description. */
    private static final int MAX_BYTES = 1 << 20;

    private PackageText() {}

    /**
     * {@return the text of the descriptor}
     *
     * @throws IOException if there is none, or it cannot be read; its text tells why
     */
    public static String of(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new IOException("there is no " + place);
        }
        List<String> found = Files.isDirectory(place) ? inFolder(place) : inFile(place);
        if (found.size() > 1) {
            throw new IOException(place + " has " + found.size() + " jars with a " + IN_JAR + "; a package has one");
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() ->
                        new IOException(place + " is no package: there is neither a " + IN_JAR + " nor a " + IN_FOLDER
                                + " in it; the annotation processor of Bulkhead makes the one, see docs/packages.md"));
    }

    private static List<String> inFolder(Path folder) throws IOException {
        for (String name : List.of(IN_FOLDER, IN_JAR)) {
            if (Files.isRegularFile(folder.resolve(name))) {
                try (InputStream file = Files.newInputStream(folder.resolve(name))) {
                    return List.of(text(file, folder.resolve(name).toString()));
                }
            }
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                found.addAll(inJar(jar));
            }
        }
        return found;
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return inEntry(zip, IN_JAR, jar).map(List::of).orElse(List.of());
        } catch (ZipException e) {
            throw new IOException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    private static List<String> inFile(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Optional<String> own = inEntry(zip, IN_JAR, file);
            if (own.isEmpty()) {
                own = inEntry(zip, IN_FOLDER, file);
            }
            return own.isPresent() ? List.of(own.get()) : inJarsOf(zip, file);
        } catch (ZipException e) {
            String program =
                    Files.isExecutable(file) ? "; if it is a program, ask itself: " + file + " capabilities" : "";
            throw new IOException(file + " is no package: it is neither a folder nor a jar or zip" + program, e);
        }
    }

    private static Optional<String> inEntry(ZipFile zip, String name, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream content = zip.getInputStream(entry)) {
            return Optional.of(text(content, file + "!/" + name));
        }
    }

    private static List<String> inJarsOf(ZipFile zip, Path file) throws IOException {
        List<String> found = new ArrayList<>();
        for (ZipEntry jar : zip.stream().filter(PackageText::isJarAtTop).toList()) {
            try (ZipInputStream entries = new ZipInputStream(zip.getInputStream(jar))) {
                if (moveTo(IN_JAR, entries) != null) {
                    found.add(text(entries, file + "!/" + jar.getName() + "!/" + IN_JAR));
                }
            }
        }
        return found;
    }

    private static boolean isJarAtTop(ZipEntry entry) {
        return entry.getName().endsWith(".jar") && !entry.getName().contains("/");
    }

    private static @Nullable ZipEntry moveTo(String name, ZipInputStream entries) throws IOException {
        ZipEntry entry = entries.getNextEntry();
        while (entry != null && !entry.getName().equals(name)) {
            entry = entries.getNextEntry();
        }
        return entry;
    }

    private static String text(InputStream content, String where) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(where + " has more than " + MAX_BYTES + " bytes; a descriptor has not");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
