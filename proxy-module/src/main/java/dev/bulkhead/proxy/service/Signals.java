package dev.bulkhead.proxy.service;

import java.util.Map;

/** Numbers of signals, which systemd calls by their names. */
final class Signals {
    private static final Map<String, Integer> NUMBERS = Map.of(
            "HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "BUS", 7, "KILL", 9, "SEGV", 11, "PIPE", 13, "TERM",
            15);

    private Signals() {}

    /** {@return the number of a signal, given that or its name; the name where it is a rare one} */
    static String number(String signal) {
        Integer number = NUMBERS.get(signal);
        return number == null ? signal : String.valueOf(number);
    }
}
