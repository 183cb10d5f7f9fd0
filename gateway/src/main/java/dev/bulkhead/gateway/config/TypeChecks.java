package dev.bulkhead.gateway.config;

import org.jspecify.annotations.Nullable;

/** Sees to it that a module's other keys go with its type. */
final class TypeChecks {
    private final Problems problems;

    TypeChecks(Problems problems) {
        this.problems = problems;
    }

    /** {@return the activation of a module as it is written, or what its type makes of a word that is not there} */
    static @Nullable Node activation(ObjectReader keys, TypeReader.@Nullable Chosen chosen) {
        if (chosen == null || !chosen.isProgram() || keys.isWritten("activation")) {
            return keys.value("activation");
        }
        return Node.scalar(Node.Kind.STRING, keys.place("activation"), Keys.FORK);
    }

    /** Notes what does not go with a module's type. */
    void check(ObjectReader keys, TypeReader.Chosen chosen, ActivationConfig activation) {
        if (chosen.isProgram()) {
            checkProgram(keys, activation);
        }
        Node args = keys.value("args");
        if (args != null) {
            new ArgsCheck(chosen.offered(), keys.place("args"), problems).check(args);
        }
    }

    private static void checkProgram(ObjectReader keys, ActivationConfig activation) {
        String type = keys.written("type");
        if (activation instanceof ActivationConfig.InProcess) {
            keys.refuse(
                    "activation",
                    "the type " + type
                            + " is a program, which cannot run in the gateway's process; write \"fork\", or leave "
                            + "\"activation\" out");
        }
        if (keys.has("host")) {
            keys.refuse("host", "the type " + type + " is a program, and so a host of its own; leave \"host\" out");
        }
        Node written = keys.value("activation");
        if (written != null && written.get("hostPath") != null) {
            keys.refuse(
                    "activation",
                    "\"hostPath\" does not go with the type " + type
                            + ", which is a program and so the host; leave it out");
        }
    }
}
