package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.Installed;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trusts what one of some keys signed when it was installed. It takes that from what was noted then, and computes nothing anew:
 * {@link Installer#differences} does.
 */
public final class TrustedKeys {
    private static final String REMEDY = "; install it with its signature: ./bulkhead modules install SOURCE";

    private TrustedKeys() {}

    /**
     * {@return who trusts what these keys signed; everything if there are none, and nothing if one of them cannot be read}
     *
     * @param words the keys, or the files that have them
     * @param folder where relative names begin
     */
    public static Trust of(List<String> words, Path folder) {
        if (words.isEmpty()) {
            return Trust.ALL;
        }
        List<String> keys = new ArrayList<>();
        for (String word : words) {
            try {
                keys.add(PublicKey.of(word, folder).toString());
            } catch (PackageException e) {
                Optional<String> problem = Optional.of(String.valueOf(e.getMessage()));
                return found -> problem;
            }
        }
        return found -> problem(found, keys);
    }

    private static Optional<String> problem(FoundPackage found, List<String> keys) {
        Installed installed = found.installed();
        if (installed == null) {
            return Optional.of(found.id() + " is a jar that nobody signed, in " + found.place()
                    + ", and gateway.packages.keys asks for signatures; move it elsewhere, and" + REMEDY.substring(1));
        }
        String signer = installed.signedBy();
        if (signer == null) {
            return Optional.of(
                    found.id() + " was installed without a signature, and gateway.packages.keys asks for one" + REMEDY);
        }
        return keys.contains(signer)
                ? Optional.empty()
                : Optional.of(found.id() + " was signed with the key " + signer
                        + ", which is none of those that gateway.packages.keys trusts: " + String.join(", ", keys)
                        + REMEDY);
    }
}
