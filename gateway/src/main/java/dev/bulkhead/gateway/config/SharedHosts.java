package dev.bulkhead.gateway.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sees to it that the modules of one host agree on how it comes to life. */
final class SharedHosts {
    /** What each module has for itself. */
    private static final Set<String> OWN = Set.of("listen", "remote");

    private record First(String module, Map<String, String> activation, Node.Place host) {}

    private final Problems problems;
    private final Map<String, First> hosts = new LinkedHashMap<>();

    SharedHosts(Problems problems) {
        this.problems = problems;
    }

    /** Looks at a module, after those further up. */
    void add(ObjectReader module, ActivationConfig activation) {
        if (!module.has("host")) {
            return;
        }
        if (!isSharable(activation)) {
            module.refuse("host", "only hosts of \"fork\" and \"none\" can be shared");
            return;
        }
        refuseOwnFile(module);
        String host = module.text("host");
        Map<String, String> written = written(module.value("activation"));
        First first = hosts.putIfAbsent(host, new First(module.text("name"), written, module.place("host")));
        if (first != null) {
            requireSame(module, first, written);
        }
    }

    private static boolean isSharable(ActivationConfig activation) {
        return activation instanceof ActivationConfig.Fork || activation instanceof ActivationConfig.External;
    }

    private static void refuseOwnFile(ObjectReader module) {
        Node activation = module.value("activation");
        if (activation != null && activation.get("configPath") != null) {
            module.refuse("activation", "configPath is the file of one module, so its host cannot be shared");
        }
    }

    /** {@return the keys that all modules of a host must have alike, with their values} */
    private static Map<String, String> written(@Nullable Node activation) {
        Map<String, String> written = new TreeMap<>();
        if (activation != null && activation.kind() == Node.Kind.STRING) {
            written.put("type", NodeWriter.write(activation));
        } else if (activation != null) {
            activation.members().forEach((key, member) -> written.put(key, NodeWriter.write(member.value())));
            written.keySet().removeAll(OWN);
        }
        return written;
    }

    private static void requireSame(ObjectReader module, First first, Map<String, String> written) {
        Set<String> keys = new TreeSet<>(written.keySet());
        keys.addAll(first.activation().keySet());
        keys.removeIf(key -> Objects.equals(written.get(key), first.activation().get(key)));
        if (!keys.isEmpty()) {
            module.refuse(
                    "activation",
                    "the modules \"" + first.module() + "\" and \"" + module.written("name") + "\" share the host \""
                            + module.written("host") + "\", but their activations differ in " + String.join(", ", keys)
                            + "; write the same in both");
        }
    }

    /** A host's file bears its name, and so does that of a module. */
    void requireNamesOfTheirOwn(Collection<String> modules) {
        hosts.forEach((host, first) -> {
            if (modules.contains(host)) {
                problems.add(first.host(), "the host \"" + host + "\" has the name of a module; give it another");
            }
        });
    }
}
