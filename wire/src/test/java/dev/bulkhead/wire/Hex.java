package dev.bulkhead.wire;

import java.util.HexFormat;

/** Bytes as tests write them: hexadecimal, with spaces wherever they help. */
public final class Hex {
    private Hex() {}

    /** {@return the bytes} */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** {@return the hexadecimal digits without spaces} */
    public static String digits(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the hexadecimal digits of what was written in spaced form} */
    public static String digits(String hex) {
        return hex.replace(" ", "");
    }
}
