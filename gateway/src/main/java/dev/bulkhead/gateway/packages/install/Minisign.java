package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** A signature in minisign's format: of the file's BLAKE2b, and of itself with a comment. */
final class Minisign {
    /** Who signed a file, and what they said. */
    record Signer(String key, String comment) {}

    private static final int ID = 8;
    private static final int SIGNATURE = 64;
    private static final int LARGEST_FILE = 16 << 10;
    private static final String COMMENT = "trusted comment: ";

    private final long key;
    private final boolean hashed;
    private final byte[] signature;
    private final byte[] comment;
    private final byte[] global;

    private Minisign(byte[] first, String comment, byte[] global) {
        hashed = first[1] == 'D';
        key = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        signature = Arrays.copyOfRange(first, 2 + ID, first.length);
        this.comment = comment.getBytes(StandardCharsets.UTF_8);
        this.global = global;
    }

    /**
     * {@return the signature in a file}
     *
     * @throws PackageException if there is none
     */
    static Minisign read(Path file) throws PackageException, IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new PackageException(
                    "there is no signature " + file
                            + ", and gateway.packages.keys asks for one; ask the maker of the package "
                            + "for it, or name it with --signature",
                    e);
        }
        String[] lines = text.split("\n", -1);
        try {
            if (lines.length >= 4 && lines[2].startsWith(COMMENT)) {
                byte[] first = Base64.getDecoder().decode(lines[1].strip());
                byte[] global = Base64.getDecoder().decode(lines[3].strip());
                boolean known = first.length == 2 + ID + SIGNATURE
                        && first[0] == 'E'
                        && (first[1] == 'd' || first[1] == 'D')
                        && global.length == SIGNATURE;
                if (known) {
                    return new Minisign(first, withoutReturn(lines[2]).substring(COMMENT.length()), global);
                }
            }
        } catch (IllegalArgumentException e) {
            // as below
        }
        throw new PackageException(file + " is no signature of minisign");
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /**
     * Makes sure that one of these keys signed a file.
     *
     * @param name what the file is called, for the text of an error
     * @throws PackageException if none did
     */
    Signer require(Path file, List<PublicKey> keys, String name) throws PackageException, IOException {
        PublicKey signer = keys.stream()
                .filter(each -> each.hasId(key))
                .findFirst()
                .orElseThrow(() -> new PackageException(name + " was signed with the key " + PublicKey.idText(key)
                        + ", which is none of those that gateway.packages.keys trusts: "
                        + keys.stream().map(PublicKey::toString).collect(Collectors.joining(", "))));
        if (!hashed) {
            throw new PackageException("the signature of " + name
                    + " is of minisign's old kind, without a hash; sign it anew, with a minisign of 0.10 or newer");
        }
        if (!signer.signed(blake2b(file), signature)) {
            throw new PackageException(
                    "the signature does not fit " + name + ": it was changed since it was signed, or is another file");
        }
        byte[] whole = Arrays.copyOf(signature, SIGNATURE + comment.length);
        System.arraycopy(comment, 0, whole, SIGNATURE, comment.length);
        if (!signer.signed(whole, global)) {
            throw new PackageException(
                    "the trusted comment in the signature of " + name + " was changed since it was signed");
        }
        return new Signer(
                PublicKey.idText(key), new String(comment, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " "));
    }

    private static byte[] blake2b(Path file) throws IOException {
        Blake2bDigest digest = new Blake2bDigest(512);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
