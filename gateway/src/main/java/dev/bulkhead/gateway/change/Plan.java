package dev.bulkhead.gateway.change;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What differs between two configurations, and what follows from it. It is done in this order: the modules of {@link #goingDown} stop,
 * sources first; the links change, and what waits in those that go is still delivered; the modules of {@link #comingUp} start, sinks
 * first.
 *
 * @param modules those that come, go or change, in the order of the new configuration, behind those that go
 * @param links those that go, then those that change, then those that come
 * @param gateway the keys of the gateway itself that differ and can be changed while it runs
 * @param refused those that cannot, because all of it would have to be started anew
 */
public record Plan(List<ModuleChange> modules, List<LinkChange> links, List<String> gateway, List<String> refused) {
    public Plan {
        modules = List.copyOf(modules);
        links = List.copyOf(links);
        gateway = List.copyOf(gateway);
        refused = List.copyOf(refused);
    }

    /** {@return whether nothing is to be done} */
    public boolean isEmpty() {
        return modules.isEmpty() && links.isEmpty() && gateway.isEmpty() && refused.isEmpty();
    }

    /** {@return the modules that are stopped: those that go, and those that restart} */
    public Set<String> goingDown() {
        return names(change -> change.kind() == Kind.REMOVED || change.restarts());
    }

    /** {@return the modules that are started: those that restart, and those that come} */
    public Set<String> comingUp() {
        return names(change -> change.kind() == Kind.ADDED || change.restarts());
    }

    /** {@return the modules of this kind of change} */
    public Set<String> names(Kind kind) {
        return names(change -> change.kind() == kind);
    }

    private Set<String> names(Predicate<ModuleChange> which) {
        Set<String> names = new LinkedHashSet<>();
        modules.stream().filter(which).forEach(change -> names.add(change.name()));
        return names;
    }

    /**
     * {@return those of some modules that are named, in the order of the steps}
     *
     * @param steps all modules: of the old configuration from sources to sinks to stop, of the new one from sinks to sources to start
     */
    public static List<Set<String>> inOrder(Collection<? extends Set<String>> steps, Set<String> named) {
        return steps.stream()
                .map(step -> {
                    Set<String> those = new LinkedHashSet<>(step);
                    those.retainAll(named);
                    return those;
                })
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /** {@return why this cannot be applied to a running gateway; empty if it can} */
    public String refusal() {
        return refused.isEmpty()
                ? ""
                : String.join(", ", refused) + " cannot be changed while the gateway runs; stop it and run it again";
    }
}
