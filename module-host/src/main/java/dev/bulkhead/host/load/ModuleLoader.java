package dev.bulkhead.host.load;

import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Module;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Finds the class of a module in a jar, folder or package, or among the classes of this process, and makes objects of it. */
public final class ModuleLoader implements AutoCloseable {
    private final String className;
    private final Constructor<? extends Module> constructor;
    private final @Nullable URLClassLoader ownClasses;

    private ModuleLoader(
            String className, Constructor<? extends Module> constructor, @Nullable URLClassLoader ownClasses) {
        this.className = className;
        this.constructor = constructor;
        this.ownClasses = ownClasses;
    }

    /**
     * Loads a module's class, without running any of it.
     *
     * @param className the full name of the class
     * @param path a jar, a folder of classes, or that of a package; null where the class is part of Bulkhead
     * @throws ModuleLoadException if there is no such class, or it is no module that can be made here
     */
    public static ModuleLoader load(String className, @Nullable Path path) throws ModuleLoadException {
        Path from = path == null ? BundledModules.jarOf(className).orElse(null) : path;
        URLClassLoader ownClasses = from == null ? null : classesAt(from);
        try {
            ClassLoader classes = ownClasses == null ? ModuleLoader.class.getClassLoader() : ownClasses;
            return new ModuleLoader(className, constructor(find(className, from, classes)), ownClasses);
        } catch (ModuleLoadException | RuntimeException | Error e) {
            closeQuietly(ownClasses);
            throw e;
        }
    }

    /** {@return the jar or folder that a class of Bulkhead's own comes from, for a process that does not have it} */
    public static Optional<Path> jarOf(String className) {
        try {
            CodeSource source = Class.forName(className, false, ModuleLoader.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (ClassNotFoundException e) {
            return BundledModules.jarOf(className);
        } catch (LinkageError | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URLClassLoader classesAt(Path path) throws ModuleLoadException {
        if (!Files.exists(path)) {
            throw new ModuleLoadException("there is no " + path);
        }
        if (Files.isRegularFile(path)) {
            requireJar(path);
        }
        try {
            return new PackageClasses(path);
        } catch (IOException e) {
            throw new ModuleLoadException("cannot read " + path + ": " + ErrorText.of(e));
        }
    }

    private static void requireJar(Path path) throws ModuleLoadException {
        try {
            // That it opens is all we want to know: a class loader would only not find the class.
            new ZipFile(path.toFile()).close();
        } catch (IOException e) {
            throw new ModuleLoadException(path + " cannot be read as a jar: " + ErrorText.of(e));
        }
    }

    private static Class<?> find(String className, @Nullable Path path, ClassLoader classes)
            throws ModuleLoadException {
        try {
            return Class.forName(className, false, classes);
        } catch (ClassNotFoundException e) {
            String where = path == null ? "among the classes of Bulkhead; name its jar with \"path\"" : "in " + path;
            throw new ModuleLoadException("there is no class " + className + " " + where);
        } catch (LinkageError e) {
            throw new ModuleLoadException("the class " + className + " cannot be loaded: " + ErrorText.of(e));
        }
    }

    private static Constructor<? extends Module> constructor(Class<?> type) throws ModuleLoadException {
        String name = type.getName();
        if (!Module.class.isAssignableFrom(type)) {
            throw new ModuleLoadException("the class " + name + " does not implement " + Module.class.getName());
        }
        BuiltFor builtFor = type.getAnnotation(BuiltFor.class);
        if (builtFor != null) {
            ApiVersion.require(name, builtFor.value());
        }
        try {
            Constructor<? extends Module> found = type.asSubclass(Module.class).getConstructor();
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new ModuleLoadException("the class " + name + " is abstract");
            }
            return found;
        } catch (NoSuchMethodException e) {
            throw new ModuleLoadException("the class " + name + " has no public constructor without parameters");
        }
    }

    /**
     * {@return a new module} To be called on the module's own thread, whose context class loader becomes the module's.
     *
     * @throws Exception what the constructor threw, or a {@link ModuleLoadException} if it may not be called
     */
    public Module instantiate() throws Exception {
        Thread.currentThread()
                .setContextClassLoader(constructor.getDeclaringClass().getClassLoader());
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (IllegalAccessException e) {
            throw new ModuleLoadException("the class " + className + " is not public");
        }
    }

    /** {@return whether the module's class implements an interface of the module API} */
    public boolean implementsRole(Class<?> role) {
        return role.isAssignableFrom(constructor.getDeclaringClass());
    }

    /** Lets go of the jar. Objects that were made must not be used any more. */
    @Override
    public void close() {
        closeQuietly(ownClasses);
    }

    private static void closeQuietly(@Nullable URLClassLoader classes) {
        if (classes == null) {
            return;
        }
        try {
            classes.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(ModuleLoader.class).warn("cannot close {}", classes.getName(), e);
        }
    }
}
