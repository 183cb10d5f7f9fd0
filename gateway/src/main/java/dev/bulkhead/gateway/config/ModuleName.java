package dev.bulkhead.gateway.config;

/** What modules, and all that is named like them, may be called. */
public final class ModuleName {
    /** In words. */
    public static final String WORDS =
            "a name: letters, digits, \".\", \"_\" and \"-\", at most 64, the first a letter or digit";

    static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private ModuleName() {}

    /** {@return whether a text is a name} */
    public static boolean fits(String text) {
        return text.matches(PATTERN);
    }
}
