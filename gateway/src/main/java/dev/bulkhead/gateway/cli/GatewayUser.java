package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.LimitSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ProcessSettings;
import dev.bulkhead.gateway.config.ServiceScope;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The user that a gateway runs as when it is a service. */
final class GatewayUser {
    static final String ROOT = "root";

    private static final Path CONTROL_GROUPS_OF_VERSION_2 = Path.of("/sys/fs/cgroup/cgroup.controllers");

    private GatewayUser() {}

    /**
     * {@return the user that a gateway runs as, unless somebody knows better}
     *
     * @throws IOException if the configuration's owner cannot be found out
     */
    static String suitable(GatewayConfig config, Path file) throws IOException {
        boolean unified = Files.exists(CONTROL_GROUPS_OF_VERSION_2);
        boolean needsRoot =
                config.modules().stream().map(ModuleConfig::activation).anyMatch(each -> needsRoot(each, unified));
        return needsRoot ? ROOT : Files.getOwner(file).getName();
    }

    /**
     * {@return whether only root can bring this to life}
     *
     * @param unified whether there are control groups of version 2, which systemd hands over to any user
     */
    static boolean needsRoot(ActivationConfig activation, boolean unified) {
        if (activation instanceof ActivationConfig.TransientUnit unit) {
            return unit.scope() != ServiceScope.USER;
        }
        if (activation instanceof ActivationConfig.Service service) {
            return service.scope() != ServiceScope.USER;
        }
        return activation instanceof ActivationConfig.Fork fork
                && (isOfOthers(fork.process()) || (isLimited(fork.limits()) && !unified));
    }

    private static boolean isOfOthers(ProcessSettings process) {
        return process.user() != null
                || process.group() != null
                || process.nice().orElse(0) < 0;
    }

    private static boolean isLimited(LimitSettings limits) {
        return limits.memoryBytes().isPresent() || limits.cores().isPresent();
    }

    /**
     * Makes sure that there is a user.
     *
     * @throws IOException if there is not
     */
    static void require(String user) throws IOException {
        try {
            if (user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,255}")) {
                var unused =
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
                return;
            }
        } catch (UserPrincipalNotFoundException e) {
            // as below
        }
        throw new IOException("there is no user \"" + user.replaceAll("\\p{Cntrl}", "?")
                + "\" on this machine; make it, or name another with --user");
    }

    /** {@return what others than root can write that decides what a gateway of root's runs} */
    static List<Path> openToOthers(GatewayConfig config, Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Set<Path> places = new LinkedHashSet<>(List.of(absolute, absolute.resolveSibling("")));
        places.add(config.gateway().data());
        for (ModuleConfig module : config.modules()) {
            if (module.path() != null && module.activation() instanceof ActivationConfig.InProcess) {
                places.add(module.path());
                if (module.type() != null) {
                    // Who can write to the folder of modules can put a newer version there.
                    places.add(module.type().place());
                    places.addAll(config.gateway().modules());
                }
            }
        }
        List<Path> open = new ArrayList<>();
        for (Path place : places) {
            if (Files.exists(place) && isOpen(place)) {
                open.add(place);
            }
        }
        return open;
    }

    private static boolean isOpen(Path place) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
        return (int) Files.getAttribute(place, "unix:uid") != 0
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
