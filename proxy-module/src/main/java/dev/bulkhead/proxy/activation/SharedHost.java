package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host for several modules. The first one that starts brings its process to life; when the last one has left, it ends, and the
 * next gets another. Thread-safe.
 */
public final class SharedHost {
    private final String name;
    private final Supplier<? extends SharableActivation> processes;
    private @Nullable SharedProcess present;

    /**
     * Prepares a host.
     *
     * @param name its name
     * @param processes makes what brings a process to life
     */
    public SharedHost(String name, Supplier<? extends SharableActivation> processes) {
        this.name = name;
        this.processes = processes;
    }

    /**
     * {@return the activation of one of its modules, for one life of that module}
     *
     * @param hostListens the URL that the host shall listen on for this module
     */
    public Activation activationOf(ModuleToLoad module, String hostListens) {
        return new SharedActivation(this, module, hostListens);
    }

    /** Lets a module live here. {@return the process that it is in} */
    synchronized SharedProcess join(Activation member, HostEntry entry, Consumer<HostEnd> ended) throws IOException {
        SharedProcess joined = present;
        if (joined == null || !joined.join(member, ended)) {
            joined = new SharedProcess(name, processes.get());
            joined.start();
            present = joined;
            if (!joined.join(member, ended)) {
                throw new IOException("the host " + name + " ended at once: " + joined.diagnose());
            }
        }
        joined.add(entry);
        return joined;
    }
}
