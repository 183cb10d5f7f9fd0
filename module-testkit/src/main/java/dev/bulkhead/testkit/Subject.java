package dev.bulkhead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import dev.bulkhead.gateway.packages.install.InstallRequest;
import dev.bulkhead.gateway.packages.install.Installer;
import dev.bulkhead.gateway.packages.install.Progress;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.PackageName;
import dev.bulkhead.testkit.gateway.PathingJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link ModuleContract} is about: a class, or a type that a package offers. */
public final class Subject {
    private final String name;
    private final @Nullable String className;
    private final @Nullable Path path;
    /** What is handed out; null if the subject is a class. */
    private final @Nullable Path source;

    private Subject(String name, @Nullable String className, @Nullable Path path, @Nullable Path source) {
        this.name = name;
        this.className = className;
        this.path = path;
        this.source = source;
    }

    /** {@return a class on the test's class path} It runs with all that is there, apart from the classes of Bulkhead. */
    public static Subject of(Class<? extends Module> type) throws IOException {
        return new Subject(type.getName(), type.getName(), PathingJar.of(type), null);
    }

    /**
     * {@return a type of a package, as it is handed out}
     *
     * @param file what {@code ./bulkhead modules install} takes: a jar, a zip, an executable program, or a folder
     * @param type the type's name, such as {@code acme/vibration}
     */
    public static Subject ofPackage(Path file, String type) {
        return new Subject(type, null, null, file.toAbsolutePath());
    }

    /** {@return how it is called in the words of a failure} */
    String name() {
        return name;
    }

    /** {@return whether it is handed out as a file, and so can run where this machine's folders are not} */
    boolean isPackaged() {
        return source != null;
    }

    /** {@return whether it can run in the test's process} */
    boolean isOfClasses() {
        return className != null;
    }

    /** {@return what loads its class, apart from everything else} @throws Exception if it has none */
    ModuleLoader loader() throws Exception {
        if (className == null) {
            throw new IOException(name + " has no class");
        }
        return ModuleLoader.load(className, path);
    }

    /** {@return whether it can rest; empty if only its host knows} */
    Optional<Boolean> isSuspendable() throws Exception {
        return is(Suspendable.class);
    }

    /** {@return whether its state can be carried on; empty if only its host knows} */
    Optional<Boolean> isStateful() throws Exception {
        return is(Stateful.class);
    }

    private Optional<Boolean> is(Class<?> role) throws Exception {
        if (className == null) {
            return Optional.empty();
        }
        try (ModuleLoader loader = loader()) {
            return Optional.of(loader.implementsRole(role));
        }
    }

    /**
     * {@return the same, where a gateway finds its package as its user does}
     *
     * @param modules the folder that it is installed into
     * @throws IOException if there is no package, or it has no such type
     */
    Subject installedIn(Path modules) throws IOException {
        if (source == null) {
            return this;
        }
        try {
            FoundPackage found = new Installer(List.of(modules), Progress.NONE)
                    .install(InstallRequest.of(source.toString(), List.of()));
            List<OfferedType> types = found.descriptor().types();
            OfferedType offered = found.descriptor()
                    .type(PackageName.of(name))
                    .orElseThrow(() -> new IOException(found.id() + " in " + source + " offers no type " + name
                            + ", but " + types.stream().map(OfferedType::name).toList()));
            return new Subject(name, offered.className(), found.classes(), source);
        } catch (PackageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@return a module of {@code gateway.json}, without its name and arguments} */
    ObjectNode keys(String activation) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode().put("activation", activation);
        if (source != null) {
            keys.put("type", name);
        } else {
            keys.put("class", className).put("path", String.valueOf(path));
        }
        return keys;
    }
}
