package dev.bulkhead.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the modules. */
final class ModuleReader {
    private final Path folder;
    private final ClassProbe probe;
    private final Problems problems;
    private final TypeReader types;
    private final TypeChecks typeChecks;
    private final SharedHosts hosts;
    private final Listeners listeners;
    private final WaitChecks waits = new WaitChecks();
    private final LazyChecks lazy = new LazyChecks();
    private final Map<String, ModuleConfig> modules = new LinkedHashMap<>();

    /**
     * Prepares to read.
     *
     * @param types finds the types that modules are said to be of
     * @param control where the control endpoint listens, as HOST:PORT
     */
    ModuleReader(Path folder, ClassProbe probe, TypeReader types, String control, Problems problems) {
        this.folder = folder;
        this.probe = probe;
        this.types = types;
        this.problems = problems;
        typeChecks = new TypeChecks(problems);
        hosts = new SharedHosts(problems);
        listeners = new Listeners(control, problems);
    }

    /**
     * {@return the modules by name; those without a good name are left out}
     *
     * @param links what is written about links
     */
    Map<String, ModuleConfig> read(List<Node> nodes, List<Node> links) {
        for (Node node : nodes) {
            if (node.kind() == Node.Kind.OBJECT) {
                read(new ObjectReader(Keys.MODULE, node, problems));
            } else {
                problems.add(node.place(), node.quoted() + " does not fit here; expected is an object: module");
            }
        }
        hosts.requireNamesOfTheirOwn(modules.keySet());
        waits.check(modules.keySet());
        lazy.check(links);
        return modules;
    }

    private void read(ObjectReader keys) {
        String name = keys.text("name");
        TypeReader.Chosen chosen = types.read(keys);
        ActivationConfig activation = new ActivationReader(folder, problems).read(TypeChecks.activation(keys, chosen));
        String className = keys.textOrNull("class");
        // Beside a type it is refused already.
        Path path = keys.isWritten("type") ? null : path(keys);
        checkRest(keys, activation);
        if (chosen == null) {
            checkClass(keys, activation, path);
        } else {
            className = chosen.offered().className();
            path = chosen.path();
            typeChecks.check(keys, chosen, activation);
            if (className != null && !isElsewhere(activation)) {
                probe.problem(className, path).ifPresent(problem -> keys.refuse("type", problem));
            }
        }
        Node args = Objects.requireNonNull(keys.value("args"), "args has a default");
        if (!keys.has("name")) {
            return;
        }
        hosts.add(keys, activation);
        listeners.add(name, keys.value("activation"));
        ModuleConfig module = new ModuleConfig(
                name,
                className,
                path,
                chosen == null ? null : chosen.asType(),
                activation,
                keys.textOrNull("host"),
                NodeWriter.write(args),
                LifecycleKeys.read(keys, folder));
        if (modules.putIfAbsent(name, module) != null) {
            keys.refuse("name", "the name \"" + keys.written("name") + "\" is taken by a module further up");
        } else {
            waits.add(keys, module);
            lazy.add(keys, module);
        }
    }

    private @Nullable Path path(ObjectReader keys) {
        Path resolved = keys.path("path", folder);
        if (resolved != null && !Files.exists(resolved)) {
            keys.refuse("path", "there is no jar or folder \"" + keys.written("path") + "\" in " + folder);
            return null;
        }
        return resolved;
    }

    private static void checkRest(ObjectReader keys, ActivationConfig activation) {
        boolean othersStartIt =
                activation instanceof ActivationConfig.External || activation instanceof ActivationConfig.Service;
        for (String key : List.of("start", "idleTimeout")) {
            if (othersStartIt && keys.isWritten(key)) {
                keys.refuse(
                        key,
                        "others start the host of this module, so the gateway cannot start it when a message comes");
            }
        }
    }

    private void checkClass(ObjectReader keys, ActivationConfig activation, @Nullable Path path) {
        String className = keys.textOrNull("class");
        if (isElsewhere(activation) || keys.isWritten("type")) {
            return;
        }
        if (!keys.isWritten("class")) {
            keys.refuse(
                    "class",
                    "the key \"type\" or \"class\" is missing: the type of the module, or the full name of its class");
        } else if (className != null && (path != null || !keys.has("path"))) {
            probe.problem(className, path).ifPresent(problem -> keys.refuse("class", problem));
        }
    }

    /** {@return whether a host of somebody else's has the class} */
    private static boolean isElsewhere(ActivationConfig activation) {
        return activation instanceof ActivationConfig.External
                || activation instanceof ActivationConfig.Service
                || (activation instanceof ActivationConfig.Fork fork && fork.hostPath() != null)
                || (activation instanceof ActivationConfig.Container container && container.hostPath() != null)
                || (activation instanceof ActivationConfig.TransientUnit unit && unit.hostPath() != null);
    }
}
