package dev.bulkhead.host;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import dev.bulkhead.wire.zmq.Security;
import dev.bulkhead.wire.zmq.Urls;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a host's configuration says of how host and gateway know each other.
 *
 * @param keys the file with the host's keys; null if it has none
 * @param gatewayKey the gateway's public key; null if nothing is encrypted
 * @param word {@value #INSECURE}, to do without keys beyond loopback; else null
 */
record HostSecurity(
        @Nullable Path keys,
        @Nullable String gatewayKey,
        @Nullable String word) {
    /** No keys. */
    static final HostSecurity NONE = new HostSecurity(null, null, null);

    private static final String INSECURE = "insecure-plain-tcp";

    /** {@return the same, with paths resolved against the folder of a file} */
    HostSecurity resolvedAgainst(Path file) {
        return keys == null
                ? this
                : new HostSecurity(file.toAbsolutePath().resolveSibling(keys).normalize(), gatewayKey, word);
    }

    /**
     * {@return how to secure the sockets for these addresses}
     *
     * @throws IOException if the keys cannot be read, or are missing where they are needed
     */
    Security conclude(String listen, String remote) throws IOException {
        if (word != null && !word.equals(INSECURE)) {
            throw new IOException("\"security\" can only be \"" + INSECURE + "\"; with keys it is not needed");
        }
        if ((keys == null) != (gatewayKey == null) || (keys != null && word != null)) {
            throw new IOException("\"keys\" and \"gatewayKey\" go together, and without \"security\"");
        }
        if (keys != null && gatewayKey != null) {
            return Security.curve(new KeyFile(keys).read(), requireKey(gatewayKey));
        }
        requireLoopback("listen", listen);
        requireLoopback("remote", remote);
        return Security.PLAIN;
    }

    private static String requireKey(String text) throws IOException {
        if (!CurveKeys.isKey(text)) {
            throw new IOException("\"gatewayKey\" is no public key: 40 characters, as ./bulkhead keys prints them");
        }
        return text;
    }

    private void requireLoopback(String key, String url) throws IOException {
        if (url.startsWith(Passage.SCHEME) || Urls.isLoopback(url)) {
            return;
        }
        if (word == null) {
            throw new IOException(
                    "\"" + key + "\" is " + url + ", beyond loopback, where others could read and forge what is "
                            + "said; set \"keys\" and \"gatewayKey\", or \"security\": \"" + INSECURE + "\"");
        }
        LoggerFactory.getLogger(HostSecurity.class)
                .warn("{} is beyond loopback, and nothing is encrypted: others can read and forge what is said", url);
    }
}
