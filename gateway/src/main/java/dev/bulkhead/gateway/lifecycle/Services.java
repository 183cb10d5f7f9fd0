package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.SandboxSettings;
import dev.bulkhead.gateway.config.ServiceScope;
import dev.bulkhead.proxy.service.OpenRc;
import dev.bulkhead.proxy.service.PolledServices;
import dev.bulkhead.proxy.service.RealCommands;
import dev.bulkhead.proxy.service.Sandbox;
import dev.bulkhead.proxy.service.ServiceManager;
import dev.bulkhead.proxy.service.Systemd;
import dev.bulkhead.proxy.service.TransientUnit;
import dev.bulkhead.proxy.service.Upstart;
import dev.bulkhead.proxy.service.WindowsServices;
import java.time.Duration;

/** Finds who manages a module's service, and with what settings. */
final class Services {
    /** A host that is asked to end by others than its gateway first lets that end it, and then destroys the module. */
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    private Services() {}

    static ServiceManager manager(ActivationConfig.Service service) {
        return switch (service.manager()) {
            case "upstart" -> new PolledServices(new Upstart(), new RealCommands());
            case "openrc" -> new PolledServices(new OpenRc(), new RealCommands());
            case "windows" -> new PolledServices(new WindowsServices(), new RealCommands());
            default -> systemd(service.scope());
        };
    }

    static TransientUnit transientUnit(ActivationConfig.TransientUnit unit) {
        Systemd systemd = systemd(unit.scope());
        SandboxSettings sandbox = unit.sandbox();
        // A debugger holds the host for as long as it takes.
        Duration watchdog = unit.jvm().debug() == null ? sandbox.watchdog() : Duration.ZERO;
        return new TransientUnit(
                systemd,
                new Sandbox(
                        user(sandbox, systemd),
                        sandbox.readOnly(),
                        sandbox.privateTmp(),
                        sandbox.newPrivileges(),
                        unit.limits().memoryBytes(),
                        unit.limits().cores(),
                        watchdog,
                        unit.host().grace().plus(FAREWELL),
                        sandbox.properties()));
    }

    private static String user(SandboxSettings sandbox, Systemd systemd) {
        if (sandbox.user() != null) {
            return sandbox.user();
        }
        return systemd.isOfUser() ? "" : Sandbox.DYNAMIC;
    }

    private static Systemd systemd(ServiceScope scope) {
        boolean ofUser = switch (scope) {
            case SYSTEM -> false;
            case USER -> true;
            case BY_USER -> !System.getProperty("user.name", "").equals("root");
        };
        return new Systemd(new RealCommands(), ofUser);
    }
}
