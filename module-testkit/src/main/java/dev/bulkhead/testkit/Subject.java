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
import dev.bulkhead.packages.Descriptor;
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
     * @param file a jar, an executable program, or a folder with either
     * @param type the type's name, such as {@code acme/vibration}
     * @throws IOException if there is no package, or it has no such type
     */
    public static Subject ofPackage(Path file, String type) throws IOException, InterruptedException {
        PackageFile found = PackageFile.read(file.toAbsolutePath());
        Descriptor descriptor = found.descriptor();
        OfferedType offered = descriptor
                .type(PackageName.of(type))
                .orElseThrow(() -> new IOException(descriptor.id() + " in " + file + " offers no type " + type
                        + ", but "
                        + descriptor.types().stream().map(OfferedType::name).toList()));
        return new Subject(type, offered.className(), found.classes(), file.toAbsolutePath());
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

    /** Lets a gateway find the package, as its user does. */
    void installInto(Path modules) throws IOException {
        if (source == null) {
            return;
        }
        try {
            FoundPackage unused = new Installer(List.of(modules), Progress.NONE)
                    .install(InstallRequest.of(source.toString(), List.of()));
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
