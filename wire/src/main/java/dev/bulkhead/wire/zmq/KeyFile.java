package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/** A file with a pair of keys, which only its owner can read: a line with the word {@code public}, and one with {@code secret}. */
public final class KeyFile {
    private static final String HEAD =
            "# A pair of CURVE keys of Bulkhead's. Whoever has the secret can pass for its owner.\n";
    private static final int LONGEST = 4096;

    private final Path path;

    /** Names a file, which need not be there. */
    public KeyFile(Path path) {
        this.path = path;
    }

    /** {@return whether it is there} */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes a pair, and the file.
     *
     * @throws IOException if that is not possible, or the file is there already
     */
    public CurveKeys create() throws IOException {
        CurveKeys keys = CurveKeys.generate();
        String text = HEAD + "public " + keys.publicKey() + "\nsecret " + keys.secretKey() + "\n";
        try (var out = Files.newByteChannel(
                path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode())) {
            out.write(StandardCharsets.US_ASCII.encode(text));
        }
        return keys;
    }

    /** {@return the pair in the file, which is made if it is not there} */
    public CurveKeys readOrCreate() throws IOException {
        return exists() ? read() : create();
    }

    /**
     * {@return the pair in the file}
     *
     * @throws IOException if there is none, or others can read it, with the remedy
     */
    public CurveKeys read() throws IOException {
        requirePrivate();
        if (Files.size(path) > LONGEST) {
            throw wrong();
        }
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        String publicKey = word(text, "public ");
        String secretKey = word(text, "secret ");
        if (!CurveKeys.isKey(publicKey) || !CurveKeys.isKey(secretKey)) {
            throw wrong();
        }
        return new CurveKeys(publicKey, secretKey);
    }

    private void requirePrivate() throws IOException {
        if (!exists()) {
            throw new IOException("there is no file " + path + "; ./bulkhead keys " + path + " makes it");
        }
        if (!Files.isRegularFile(path)) {
            throw wrong();
        }
        FileAccess access = FileAccess.of(path);
        if (access.isOpenToOthers()) {
            throw new IOException("others than its owner have access to " + path
                    + "; chmod 600 it, and make new keys if somebody may have read it");
        }
        Optional<String> forgeable = access.forgeable();
        if (forgeable.isPresent()) {
            throw new IOException(forgeable.get());
        }
    }

    private static String word(String text, String label) {
        return text.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** Says nothing of the content, which may be a secret. */
    private IOException wrong() {
        return new IOException(path + " is no file with a pair of keys, as ./bulkhead keys makes it");
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] mode() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
