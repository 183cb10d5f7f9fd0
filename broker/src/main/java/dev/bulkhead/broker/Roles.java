package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.util.Optional;

/**
 * What a module can do beyond what every module can.
 *
 * @param whyNotSuspendable why it cannot be suspended, for the operator; empty if it can
 * @param whyNotStateful why its state cannot be saved and restored, for the operator; empty if it can
 */
public record Roles(Optional<String> whyNotSuspendable, Optional<String> whyNotStateful) {
    /** Of a module that does not exist. */
    static final Roles NOBODY = none("it is not there");

    /** {@return the roles of a module that has none} */
    public static Roles none(String why) {
        return new Roles(Optional.of(why), Optional.of(why));
    }

    /** {@return the roles of a module of this class} */
    static Roles of(Module module) {
        return new Roles(
                lack(module, Suspendable.class, module instanceof Suspendable),
                lack(module, Stateful.class, module instanceof Stateful));
    }

    private static Optional<String> lack(Module module, Class<?> role, boolean has) {
        return has
                ? Optional.empty()
                : Optional.of("its class " + module.getClass().getName() + " does not implement " + role.getName());
    }

    /** {@return whether it can be suspended and resumed} */
    public boolean suspendable() {
        return whyNotSuspendable.isEmpty();
    }

    /** {@return whether its state can be saved and restored} */
    public boolean stateful() {
        return whyNotStateful.isEmpty();
    }
}
