package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** A public key of minisign. */
public final class PublicKey {
    /** The head of an Ed25519 key as X.509 has it. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ID = 8;
    private static final int KEY = 32;
    private static final int LARGEST_FILE = 4096;

    private final long id;
    private final byte[] encoded;

    private PublicKey(long id, byte[] encoded) {
        this.id = id;
        this.encoded = encoded;
    }

    /**
     * {@return the key that a word of the configuration means}
     *
     * @param word the key itself, as minisign prints it, or the name of a file that has it
     * @param folder where relative names begin
     * @throws PackageException if it is neither
     */
    public static PublicKey of(String word, Path folder) throws PackageException {
        if (word.matches("[A-Za-z0-9+/]{56}")) {
            return parse(word, "\"" + word + "\"");
        }
        try (InputStream in = Files.newInputStream(folder.resolve(word))) {
            String text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
            String key = text.strip().lines().reduce("", (above, line) -> line.strip());
            return parse(key, "the file " + folder.resolve(word));
        } catch (IOException | InvalidPathException e) {
            throw new PackageException(
                    "the key \"" + word
                            + "\" of gateway.packages.keys is no public key of minisign, and no file that can be read",
                    e);
        }
    }

    private static PublicKey parse(String base64, String where) throws PackageException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != 2 + ID + KEY || bytes[0] != 'E' || bytes[1] != 'd') {
            throw new PackageException(
                    where + " is no public key of minisign; expected are 56 characters like RWQf6LRC…");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] encoded = new byte[X509.length + KEY];
        System.arraycopy(X509, 0, encoded, 0, X509.length);
        System.arraycopy(bytes, 2 + ID, encoded, X509.length, KEY);
        return new PublicKey(buffer.getLong(2), encoded);
    }

    boolean hasId(long other) {
        return id == other;
    }

    /** {@return the number of a key as minisign shows it} */
    static String idText(long id) {
        return String.format(Locale.ROOT, "%016X", id);
    }

    /** {@return whether this key signed these bytes} */
    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** {@return its number} */
    @Override
    public String toString() {
        return idText(id);
    }
}
