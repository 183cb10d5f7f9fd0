package dev.bulkhead.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the descriptor in a jar, without loading a class of it. */
public final class JarDescriptor {
    private JarDescriptor() {}

    /**
     * {@return what a jar says of itself; empty if it says nothing}
     *
     * @throws PackageException if it is no jar, or says something wrong
     * @throws IOException if it cannot be read
     */
    public static Optional<Descriptor> read(Path jar) throws PackageException, IOException {
        ZipBounds.require(jar);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(Descriptor.IN_JAR);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                String where = jar + "!/" + Descriptor.IN_JAR;
                return Optional.of(DescriptorJson.read(bounded(in, DescriptorJson.MAX_BYTES, where), where));
            }
        } catch (ZipException e) {
            throw new PackageException(jar + " cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the text that comes}
     *
     * @param most how many bytes it may have
     * @param where what it is read from, for the text of an error
     */
    static String bounded(InputStream in, int most, String where) throws PackageException, IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new PackageException(
                    where + " has more than " + (most >> 10) + " KiB, which is the most that is read");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
