package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who a forked host is to the operating system, and what it finds around it. */
final class Surroundings {
    /** Harmless, and a process without them is lost. The home belongs to the gateway's user. */
    private static final List<String> COMMON = List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    private static final String HOME = "HOME";

    /**
     * A compiler's memory, once it was needed, stays with glibc for ever; given in pages of its own, it is given back.
     */
    static final Map<String, String> SMALL_PROCESS = Map.of("MALLOC_MMAP_THRESHOLD_", "16384");

    private final Isolation isolation;
    private final Map<String, String> own;

    /**
     * Describes the surroundings.
     *
     * @param own the gateway's own environment
     */
    Surroundings(Isolation isolation, Map<String, String> own) {
        this.isolation = isolation;
        this.own = own;
    }

    /** {@return the whole environment of the host: nothing of the gateway's own unless it is harmless or named} */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(SMALL_PROCESS);
        COMMON.forEach(name -> pass(name, environment));
        if (!isolation.isSomebodyElse()) {
            pass(HOME, environment);
        }
        isolation.passedOn().forEach(name -> pass(name, environment));
        environment.putAll(isolation.environment());
        return environment;
    }

    private void pass(String name, Map<String, String> environment) {
        String value = own.get(name);
        if (value != null) {
            environment.put(name, value);
        }
    }

    /**
     * {@return the commands that put the one behind them into these surroundings}
     *
     * @throws IOException if this gateway may not do that
     */
    List<String> prefix() throws IOException {
        List<String> prefix = new ArrayList<>();
        if (isolation.nice().isPresent()) {
            int nice = isolation.nice().getAsInt();
            if (nice < 0) {
                requireRoot("a niceness below 0", "\"nice\"");
            }
            prefix.addAll(List.of("nice", "-n", String.valueOf(nice)));
        }
        if (isolation.isSomebodyElse()) {
            requireRoot("another user or group", "\"user\" and \"group\"");
            prefix.addAll(isolation.identity().command());
        }
        return prefix;
    }

    private static void requireRoot(String what, String keys) throws IOException {
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            throw new IOException(
                    "the host is to get " + what + ", which only root may give; run the gateway as root, or take "
                            + keys + " out of the activation");
        }
    }
}
