package dev.bulkhead.gateway;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.ModuleMaker;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.lifecycle.ModuleSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The modules that an application registers in its code. Thread-safe. */
final class InCode implements ModuleSource {
    /** What stands in place of a class where only a supplier knows it. */
    static final String SUPPLIED = "supplied by the application";

    private record Registered(String className, Supplier<? extends Module> maker) {}

    private final Map<String, Registered> modules = new ConcurrentHashMap<>();

    /** Registers a module that can be made as often as it is needed. {@return what stands for its class} */
    String add(String name, Supplier<? extends Module> maker) {
        // The first of a name stays: that the second is refused, the check of the configuration says.
        modules.putIfAbsent(name, new Registered(SUPPLIED, maker));
        return SUPPLIED;
    }

    /** Registers a module that is there already, and so has one life only. {@return its class} */
    String add(String name, Module module) {
        modules.forEach((other, registered) -> {
            if (!other.equals(name) && registered.maker() instanceof Once once && once.isFor(module)) {
                throw new IllegalArgumentException("the modules \"" + other + "\" and \"" + name
                        + "\" are one and the same instance; give each an instance of its own");
            }
        });
        String className = module.getClass().getName();
        modules.putIfAbsent(name, new Registered(className, new Once(name, module)));
        return className;
    }

    /** {@return whether a class needs no loading} */
    boolean stands(String className) {
        return modules.values().stream()
                .anyMatch(registered -> registered.className().equals(className));
    }

    @Override
    public ModuleMaker makerOf(ModuleConfig config) {
        Registered registered = modules.get(config.name());
        // Another edition of the module, or one that came later, has a class or a path of its own.
        if (registered == null
                || config.path() != null
                || !registered.className().equals(config.className())) {
            return CLASSES.makerOf(config);
        }
        return () -> {
            Module made = registered.maker().get();
            if (made == null) {
                throw new IllegalStateException("the supplier of the module " + config.name() + " gave null");
            }
            return made;
        };
    }

    /** Gives a module away once. */
    private static final class Once implements Supplier<Module> {
        private final String name;
        private final Module module;
        private boolean given;

        Once(String name, Module module) {
            this.name = name;
            this.module = module;
        }

        /** Two modules may be equal, and still be two. */
        @SuppressWarnings("ReferenceEquality")
        boolean isFor(Module other) {
            return module == other;
        }

        @Override
        public synchronized Module get() {
            if (given) {
                throw new IllegalStateException("the module " + name
                        + " was registered as an instance, which has had its life; register a supplier, such as a"
                        + " constructor, and it can be made again");
            }
            given = true;
            return module;
        }
    }
}
