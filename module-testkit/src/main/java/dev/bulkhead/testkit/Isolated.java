package dev.bulkhead.testkit;

import dev.bulkhead.host.load.ModuleLoader;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a module whose classes are loaded for it alone, as a gateway does, and looks at what remains of it. */
final class Isolated {
    private Isolated() {}

    /** What is to be done with the module. */
    interface Work {
        void with(ModuleUnderTest module) throws Exception;
    }

    /** Does something with a module that has not been started; afterwards it is stopped. */
    static void run(Subject subject, Work work) throws Exception {
        AtomicReference<WeakReference<ClassLoader>> unused = new AtomicReference<>();
        run(subject, work, unused);
    }

    private static void run(Subject subject, Work work, AtomicReference<WeakReference<ClassLoader>> classes)
            throws Exception {
        try (ModuleLoader loader = subject.loader()) {
            ModuleUnderTest module = new ModuleUnderTest(() -> {
                var made = loader.instantiate();
                classes.set(new WeakReference<>(made.getClass().getClassLoader()));
                return made;
            });
            boolean good = false;
            try {
                work.with(module);
                good = true;
            } finally {
                module.end(good);
            }
        }
    }

    /** {@return the module's class loader, after all that} Nothing here keeps it. */
    static WeakReference<ClassLoader> afterwards(Subject subject, Work work) throws Exception {
        AtomicReference<WeakReference<ClassLoader>> classes = new AtomicReference<>(new WeakReference<>(null));
        run(subject, work, classes);
        return Objects.requireNonNull(classes.get());
    }

    /** {@return the threads that the module began and that still run, when they have had time to end} */
    static List<String> threadsOf(WeakReference<ClassLoader> classes, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        List<String> present = present(classes);
        while (!present.isEmpty() && System.nanoTime() - deadline < 0) {
            collect();
            present = present(classes);
        }
        return present;
    }

    private static List<String> present(WeakReference<ClassLoader> classes) {
        ClassLoader loader = classes.get();
        try {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> loader != null && loader.equals(thread.getContextClassLoader()))
                    .map(Thread::getName)
                    .sorted()
                    .toList();
        } finally {
            Reference.reachabilityFence(loader);
        }
    }

    /** {@return whether the classes can be unloaded} */
    static boolean isGone(WeakReference<ClassLoader> classes, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (classes.get() != null && System.nanoTime() - deadline < 0) {
            collect();
        }
        return classes.get() == null;
    }

    private static void collect() throws InterruptedException {
        System.gc();
        Thread.sleep(10);
    }
}
