package dev.bulkhead.proxy.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a unit may do and take.
 *
 * @param user whose rights it has: a name, {@code dynamic} for a user of its own, or empty for the manager's
 * @param readOnly whether it may write nothing but its own temporary files
 * @param privateTmp whether {@code /tmp} and {@code /var/tmp} are its own
 * @param newPrivileges whether its processes may gain rights, as by {@code sudo}
 * @param memoryBytes the most memory; empty for no limit
 * @param cores the most processor cores; empty for no limit
 * @param watchdog after how much silence systemd kills it; zero for never
 * @param stopTimeout how long it may take to stop before it is killed
 * @param more more properties of systemd; they win
 */
public record Sandbox(
        String user,
        boolean readOnly,
        boolean privateTmp,
        boolean newPrivileges,
        OptionalLong memoryBytes,
        OptionalDouble cores,
        Duration watchdog,
        Duration stopTimeout,
        List<String> more) {
    /** The word for a user that exists only as long as the unit. */
    public static final String DYNAMIC = "dynamic";

    /** What no module needs, and any manager can take away. */
    private static final List<String> FOR_ALL = List.of(
            "RestrictNamespaces=yes",
            "RestrictRealtime=yes",
            "RestrictSUIDSGID=yes",
            "LockPersonality=yes",
            "SystemCallArchitectures=native",
            // Of the last Java asks which network interfaces there are.
            "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
            "UMask=0077",
            "LimitCORE=0");

    /** What else no module needs; a user has no right to it, so a user's manager cannot take it away. */
    private static final List<String> FOR_SYSTEM = List.of(
            "CapabilityBoundingSet=",
            "ProtectKernelTunables=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes",
            "ProtectProc=invisible",
            "ProtectHostname=yes",
            "ProtectClock=yes");

    private static final String DEVICE = "DeviceAllow=";

    public Sandbox {
        more = List.copyOf(more);
    }

    /** {@return whether the unit's user is one that nothing belongs to} */
    public boolean isDynamic() {
        return user.equals(DYNAMIC);
    }

    /**
     * {@return the properties of a unit}
     *
     * @param reads files and folders that it reads
     * @param ofUser whether the unit is one of a user's manager
     */
    List<String> properties(List<Path> reads, boolean ofUser) {
        List<String> properties = new ArrayList<>();
        addUser(properties, ofUser);
        addFiles(properties, reads);
        if (ofUser && (readOnly || privateTmp)) {
            // Only in a namespace of its own has a user the right to change what files a process sees.
            properties.add("PrivateUsers=yes");
        }
        addLimits(properties);
        addWatchdog(properties);
        properties.add("TimeoutStopSec=" + stopTimeout.toMillis() + "ms");
        properties.addAll(more);
        return properties;
    }

    private void addUser(List<String> properties, boolean ofUser) {
        if (isDynamic()) {
            properties.add("DynamicUser=yes");
        } else if (!user.isEmpty()) {
            properties.add("User=" + user);
        }
        if (newPrivileges) {
            properties.add("NoNewPrivileges=no");
        } else {
            properties.add("NoNewPrivileges=yes");
            properties.addAll(FOR_ALL);
            if (!ofUser) {
                properties.addAll(FOR_SYSTEM);
                // With devices of its own the unit would not see the one that it is allowed.
                properties.add(
                        "PrivateDevices=" + (more.stream().anyMatch(each -> each.startsWith(DEVICE)) ? "no" : "yes"));
            }
        }
    }

    private void addFiles(List<String> properties, List<Path> reads) {
        properties.add("ProtectSystem=" + (readOnly ? "strict" : "no"));
        properties.add("PrivateTmp=" + (privateTmp ? "yes" : "no"));
        if (privateTmp) {
            reads.stream()
                    .map(path -> path.toAbsolutePath().normalize())
                    .filter(Sandbox::isTemporary)
                    .forEach(path -> properties.add("BindReadOnlyPaths=" + quoted(path)));
        }
    }

    /** {@return one word of a list, in which blanks and colons stand between words} */
    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean isTemporary(Path absolute) {
        return absolute.startsWith("/tmp") || absolute.startsWith("/var/tmp");
    }

    private void addLimits(List<String> properties) {
        if (memoryBytes.isPresent()) {
            properties.add("MemoryMax=" + memoryBytes.getAsLong());
            properties.add("MemorySwapMax=0");
            properties.add("OOMPolicy=kill");
        }
        cores.ifPresent(number -> properties.add("CPUQuota=" + percent(number) + "%"));
    }

    private static long percent(double cores) {
        return BigDecimal.valueOf(cores)
                .movePointRight(2)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** A core dump of a host would show its token. */
    private void addWatchdog(List<String> properties) {
        if (!watchdog.isZero()) {
            properties.add("WatchdogSec=" + watchdog.toMillis() + "ms");
            properties.add("WatchdogSignal=SIGKILL");
        }
    }
}
