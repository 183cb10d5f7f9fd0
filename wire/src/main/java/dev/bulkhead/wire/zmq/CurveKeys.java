package dev.bulkhead.wire.zmq;

import java.util.regex.Pattern;
import org.zeromq.ZMQ;

/**
 * A pair of keys for CURVE, each as 40 characters of Z85.
 *
 * @param publicKey whom others know this side by
 * @param secretKey what proves that it is this side; shown to nobody
 */
public record CurveKeys(String publicKey, String secretKey) {
    private static final Pattern Z85 = Pattern.compile("[0-9A-Za-z.:+=^!/*?&<>()\\[\\]{}@%$#-]{40}");
    /** Begins a placeholder in {@code gateway.json}. */
    private static final String PLACEHOLDER = "${";

    public CurveKeys {
        if (!isKey(publicKey) || !isKey(secretKey)) {
            throw new IllegalArgumentException("a key has 40 characters of Z85");
        }
    }

    /** {@return whether a text can be a key} */
    public static boolean isKey(String text) {
        return Z85.matcher(text).matches();
    }

    /** {@return a new pair, whose public key can stand in {@code gateway.json} as it is} */
    public static CurveKeys generate() {
        ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
        while (pair.publicKey.contains(PLACEHOLDER)) {
            pair = ZMQ.Curve.generateKeyPair();
        }
        return new CurveKeys(pair.publicKey, pair.secretKey);
    }

    /** {@return the public key only} */
    @Override
    public String toString() {
        return "CurveKeys[" + publicKey + "]";
    }
}
