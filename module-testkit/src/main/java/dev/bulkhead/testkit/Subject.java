package dev.bulkhead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageName;
import dev.bulkhead.testkit.gateway.PathingJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link ModuleContract} is about: a class, or a type that a package offers. */
public final class Subject {
    private final String name;
    private final @Nullable String className;
    private final @Nullable Path path;
    private final @Nullable Path program;
    private final boolean packaged;

    private Subject(
            String name, @Nullable String className, @Nullable Path path, @Nullable Path program, boolean packaged) {
        this.name = name;
        this.className = className;
        this.path = path;
        this.program = program;
        this.packaged = packaged;
    }

    /** {@return a class on the test's class path} It runs with all that is there, apart from the classes of Bulkhead. */
    public static Subject of(Class<? extends Module> type) throws IOException {
        return new Subject(type.getName(), type.getName(), PathingJar.of(type), null, false);
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
        return new Subject(type, offered.className(), found.classes(), found.program(), true);
    }

    /** {@return how it is called in the words of a failure} */
    String name() {
        return name;
    }

    /** {@return whether it is handed out as a file, and so can run where this machine's folders are not} */
    boolean isPackaged() {
        return packaged;
    }

    /** {@return whether it can run in the test's process} */
    boolean isOfClasses() {
        return program == null;
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

    /** {@return a module of {@code gateway.json}, without its name and arguments} */
    ObjectNode keys(String activation) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        if (className != null) {
            keys.put("class", className);
        }
        if (path != null) {
            keys.put("path", path.toString());
        }
        if (program != null) {
            keys.putObject("activation").put("type", activation).put("hostPath", program.toString());
        } else {
            keys.put("activation", activation);
        }
        return keys;
    }
}
