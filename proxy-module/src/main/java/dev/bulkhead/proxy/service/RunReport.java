package dev.bulkhead.proxy.service;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code systemd-run --wait} prints about a unit, between and behind what the unit prints itself.
 *
 * @param end how the unit ended; empty if {@code systemd-run} does not tell
 * @param others the lines that are not its own
 */
public record RunReport(Optional<ServiceEnd> end, List<String> others) {
    private static final Pattern RESULT = Pattern.compile("\\s*Finished with result: ([a-z-]+)");
    private static final Pattern MAIN_PROCESS =
            Pattern.compile("\\s*Main processes terminated with: code=([a-z]+)/status=(\\S+)");
    private static final Pattern OWN = Pattern.compile("Running as unit: .*|\\s*(Finished with result"
            + "|Main processes terminated with|Service runtime|CPU time consumed|Memory (swap )?peak"
            + "|IP traffic received|IO bytes read)(:| ).*|oom_kill [0-9]+");
    private static final Pattern KILLED_FOR_MEMORY = Pattern.compile("oom_kill [1-9][0-9]*");

    /** {@return whether systemd-run says this itself} */
    public static boolean isOwn(String line) {
        return OWN.matcher(line).matches();
    }

    /** {@return what the last lines of a unit's output tell} */
    public static RunReport of(String unit, List<String> lines) {
        String result = "";
        String how = "";
        String status = "";
        for (String line : lines) {
            Matcher finished = RESULT.matcher(line);
            Matcher main = MAIN_PROCESS.matcher(line);
            if (finished.matches()) {
                result = finished.group(1);
            } else if (main.matches()) {
                how = main.group(1);
                status = main.group(2);
            }
        }
        if (result.equals("signal")
                && lines.stream()
                        .anyMatch(line -> KILLED_FOR_MEMORY.matcher(line).matches())) {
            result = UnitEnd.OUT_OF_MEMORY;
        }
        Optional<ServiceEnd> end =
                result.isEmpty() ? Optional.empty() : Optional.of(new UnitEnd(result, how, status).toServiceEnd(unit));
        return new RunReport(end, lines.stream().filter(line -> !isOwn(line)).toList());
    }

    /** {@return what systemd said, and what to do about it as far as that is known} */
    public static String withRemedy(String said) {
        return SystemdRemedies.withRemedy(said);
    }
}
