package dev.bulkhead.gateway.change;

import java.util.Locale;

/** What a plan does with a module or link. */
public enum Kind {
    ADDED("+"),
    REMOVED("-"),
    CHANGED("~");

    private final String sign;

    Kind(String sign) {
        this.sign = sign;
    }

    /** {@return the sign at the beginning of a line for people} */
    public String sign() {
        return sign;
    }

    /** {@return the name in JSON, such as {@code added}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
