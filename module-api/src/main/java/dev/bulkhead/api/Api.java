package dev.bulkhead.api;

/** The version of this API. */
public final class Api {
    /**
     * The semantic version of this package. A module built for {@code x.y.z} runs where the version is {@code x.w.v} with
     * {@code w >= y}; {@link BuiltFor} lets the runtime check that before it loads a module.
     */
    public static final String VERSION = "1.2.0";

    private Api() {}
}
