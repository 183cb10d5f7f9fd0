package dev.bulkhead.gateway.change;

import java.util.List;

/**
 * What becomes of a module.
 *
 * @param name its name
 * @param activation where it runs, or ran if it is removed: {@code fork}
 * @param changed of a changed one, what: {@code args.every}, {@code activation fork → container}; never a value of its arguments
 * @param restarts whether a module that is in both must be stopped and started again
 */
public record ModuleChange(Kind kind, String name, String activation, List<String> changed, boolean restarts) {
    public ModuleChange {
        changed = List.copyOf(changed);
    }
}
