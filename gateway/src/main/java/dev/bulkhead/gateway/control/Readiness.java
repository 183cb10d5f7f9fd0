package dev.bulkhead.gateway.control;

import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.lifecycle.Reason;
import java.util.List;
import java.util.Set;

/** Whether every module that should run does. */
final class Readiness {
    /** A suspended module is activated too, and a hibernated one comes when it is needed. */
    private static final Set<ModuleState> THERE = Set.of(ModuleState.ACTIVATED, ModuleState.HIBERNATED);

    private static final Set<ModuleState> DOWN =
            Set.of(ModuleState.DEACTIVATED, ModuleState.UNAVAILABLE, ModuleState.DEACTIVATION, ModuleState.DESTROYED);

    private Readiness() {}

    /** {@return the modules that should run and do not} */
    static List<ModuleStatus> missing(List<ModuleStatus> modules) {
        return modules.stream()
                .filter(module -> !THERE.contains(module.state()) && isWanted(module))
                .toList();
    }

    /** What an operator has taken down, or has never asked for, is not missed. */
    private static boolean isWanted(ModuleStatus module) {
        boolean neverAskedFor = module.startMode() != StartMode.ACTIVATED && module.reason() == Reason.STARTUP;
        return !DOWN.contains(module.state()) || (module.reason() != Reason.REQUESTED && !neverAskedFor);
    }
}
