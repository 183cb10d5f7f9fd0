package dev.bulkhead.proxy.service;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about what systemd refuses. */
final class SystemdRemedies {
    private static final Map<String, String> REMEDIES = new LinkedHashMap<>();

    static {
        String notAllowed = "run the gateway as root, take \"scope\": \"user\", or let a rule of polkit allow its user "
                + "org.freedesktop.systemd1.manage-units";
        REMEDIES.put("not been booted with systemd", "take \"activation\": \"fork\" here, or another \"manager\"");
        REMEDIES.put("Interactive authentication required", notAllowed);
        REMEDIES.put("Access denied", notAllowed);
        REMEDIES.put("systemd-run: not found", "install systemd, or take \"activation\": \"fork\"");
        REMEDIES.put(
                "$DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR not defined",
                "the gateway's user has no session; \"loginctl enable-linger USER\" gives it a manager that stays, and "
                        + "XDG_RUNTIME_DIR=/run/user/UID tells where that is");
        REMEDIES.put(
                "Failed to connect to bus",
                "is systemd running? \"loginctl enable-linger USER\" gives a user without a session a manager");
        REMEDIES.put("Unknown assignment", "see \"properties\"; this version of systemd may be too old for one");
    }

    private SystemdRemedies() {}

    /** {@return what systemd said, and what to do about it as far as that is known} */
    static String withRemedy(String said) {
        return REMEDIES.entrySet().stream()
                .filter(remedy -> said.contains(remedy.getKey()))
                .findFirst()
                .map(remedy -> said + "; " + remedy.getValue())
                .orElse(said);
    }
}
