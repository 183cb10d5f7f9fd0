package dev.bulkhead.proxy.activation;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes secrets that nobody can guess. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** {@return 256 random bits, as 64 hexadecimal digits} */
    public static String fresh() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
