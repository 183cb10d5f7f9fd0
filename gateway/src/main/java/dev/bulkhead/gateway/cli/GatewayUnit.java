package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The text of a unit of systemd that runs a gateway. */
final class GatewayUnit {
    /** What the gateway does for itself before systemd kills what is left; each module's stop has limits of its own. */
    private static final String STOP_LIMIT = "2min";

    private GatewayUnit() {}

    /**
     * {@return the unit}
     *
     * @param file the configuration
     * @param runsAs the user that the gateway runs as
     * @throws IOException if something cannot stand in a unit
     */
    static String text(GatewayConfig config, Path file, String runsAs) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        String launcher = System.getProperty("bulkhead.launcher", "bulkhead");
        return """
                # Written by bulkhead install-service.
                [Unit]
                Description=Bulkhead gateway %s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=notify
                NotifyAccess=all
                ExecStart=%s run %s
                WorkingDirectory=%s
                User=%s
                Environment=%s
                Restart=on-failure
                RestartSec=2s
                WatchdogSec=1min
                # The gateway stops its modules in order; whatever is left then is killed.
                KillMode=mixed
                TimeoutStopSec=%s
                # Limits for forked modules are kept in groups of its own.
                Delegate=yes

                %s
                [Install]
                WantedBy=multi-user.target
                """.formatted(
                        value(config.gateway().name()),
                        argument(launcher),
                        argument(absolute.toString()),
                        value(absolute.getParent() + ""),
                        runsAs,
                        word("JAVA_HOME=" + System.getProperty("java.home")),
                        STOP_LIMIT,
                        shutIn(config, runsAs));
    }

    private static String shutIn(GatewayConfig config, String runsAs) throws IOException {
        return """
                ProtectSystem=strict
                ReadWritePaths=%s
                PrivateTmp=%s
                NoNewPrivileges=yes
                %sProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectHostname=yes
                ProtectClock=yes
                RestrictNamespaces=yes
                RestrictRealtime=yes
                RestrictSUIDSGID=yes
                LockPersonality=yes
                SystemCallArchitectures=native
                UMask=0077
                LimitCORE=0
                """.formatted(
                        word(config.gateway().data().toAbsolutePath().toString()),
                        needsTmp(config) ? "no" : "yes",
                        runsAs.equals(GatewayUser.ROOT) ? "" : "CapabilityBoundingSet=\n");
    }

    private static boolean needsTmp(GatewayConfig config) {
        return config.gateway().data().toAbsolutePath().startsWith("/tmp")
                || config.modules().stream()
                        .map(ModuleConfig::path)
                        .anyMatch(path -> path != null && path.toAbsolutePath().startsWith("/tmp"));
    }

    /** {@return one word of a command line} */
    private static String argument(String word) throws IOException {
        return word(word.replace("$", "$$"));
    }

    /** {@return one word of a list} */
    private static String word(String word) throws IOException {
        return "\"" + value(word).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** {@return a value that is all there is in its line} */
    private static String value(String text) throws IOException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(
                    "no line break can stand in a unit, as in \"" + text.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        return text.replace("%", "%%");
    }
}
