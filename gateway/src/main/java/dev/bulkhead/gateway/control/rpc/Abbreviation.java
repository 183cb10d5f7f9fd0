package dev.bulkhead.gateway.control.rpc;

/** Keeps what a stranger wrote from filling an error. */
final class Abbreviation {
    private static final int LENGTH = 100;

    private Abbreviation() {}

    static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    }
}
