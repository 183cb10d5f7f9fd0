package dev.bulkhead.proxy.service;

import java.util.Map;

/**
 * How a unit of systemd came to its end, in systemd's own words.
 *
 * @param result such as {@code success}, {@code exit-code} or {@code oom-kill}
 * @param how how the main process ended: {@code exited}, {@code killed} or {@code dumped}; empty if there was none
 * @param status its exit status or signal, as a number or with a name, such as {@code 203/EXEC} or {@code KILL}
 */
record UnitEnd(String result, String how, String status) {
    /** The result of a unit that the kernel killed because it had used up its memory. */
    static final String OUT_OF_MEMORY = "oom-kill";

    private static final Map<String, String> SIGCHLD_CODES = Map.of("1", "exited", "2", "killed", "3", "dumped");

    /** What systemd itself could not do before it started the host, by exit status. */
    private static final Map<String, String> NOT_STARTED = Map.of(
            "200", "could not enter the working directory",
            "203", "could not execute the host; \"java\" or \"hostPath\" is wrong, or closed to the unit's user",
            "216", "could not take the group",
            "217", "could not take the user; \"user\" must exist",
            "218", "could not drop capabilities; see \"newPrivileges\"",
            "226", "could not set up the sandbox; see \"readOnly\" and \"privateTmp\"",
            "243", "could not hand the host its file; systemd must be 247 or newer");

    /** {@return the word for a code of {@code systemctl show}} */
    static String how(String code) {
        return SIGCHLD_CODES.getOrDefault(code, "");
    }

    ServiceEnd toServiceEnd(String unit) {
        return new ServiceEnd(result.equals(OUT_OF_MEMORY), text(unit));
    }

    private String text(String unit) {
        return switch (result) {
            case OUT_OF_MEMORY ->
                "the unit " + unit + " was killed: it took more memory than it may (memory, MemoryMax)";
            case "watchdog" ->
                "the unit " + unit + " was killed: it did not feed systemd's watchdog in time (watchdog, WatchdogSec)";
            case "timeout" -> "the unit " + unit + " was not ready, or did not stop, in the time that it has";
            case "start-limit-hit" ->
                "the unit " + unit + " was started too often; \"systemctl reset-failed " + unit
                        + "\" lets it start again";
            default -> "the host " + process() + " (unit " + unit + ")";
        };
    }

    private String process() {
        String number = status.replaceAll("/.*", "");
        if (how.equals("killed") || how.equals("dumped")) {
            return "was ended by signal " + Signals.number(number);
        }
        if (NOT_STARTED.containsKey(number)) {
            return "was not started: systemd " + NOT_STARTED.get(number) + " (" + number + ")";
        }
        return how.isEmpty() ? "has ended: " + result : "exited with status " + number + asked(number);
    }

    /** A JVM that is asked to end says so by its status. */
    private static String asked(String number) {
        return number.equals("143") ? ": somebody stopped it" : "";
    }
}
