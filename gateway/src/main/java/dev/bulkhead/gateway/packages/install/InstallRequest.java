package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to install, and what it must fulfil.
 *
 * @param source a file or folder; Maven coordinates {@code group:artifact:version}; or {@code oci:FOLDER[:TAG]}
 * @param platform the machine whose native parts are taken
 * @param sha256 what the source's SHA-256 must be, in hexadecimal; null if that is not said
 * @param keys the public keys of minisign, one of which must have signed the source; without any, none need
 * @param signature the file with the signature; null for the one beside the source
 * @param repositories the URLs of Maven repositories to ask for what the local one does not have
 */
public record InstallRequest(
        String source,
        Platform platform,
        @Nullable String sha256,
        List<PublicKey> keys,
        @Nullable Path signature,
        List<String> repositories) {
    public InstallRequest {
        sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
        keys = List.copyOf(keys);
        repositories = List.copyOf(repositories);
    }

    /** {@return what asks for no more than a source, for this machine, signed by one of these keys if there are any} */
    public static InstallRequest of(String source, List<PublicKey> keys) {
        return new InstallRequest(source, Platform.here(), null, keys, null, List.of());
    }
}
