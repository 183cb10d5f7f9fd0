package dev.bulkhead.gateway.packages.install;

/** Hears how far an installation is. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = step -> {};

    /** Takes what is done now, in a few words. Called on the thread that installs. */
    void step(String what);

    /** Takes what whoever installs should know, in a sentence. Called on the thread that installs. */
    default void warn(String what) {
        step(what);
    }
}
