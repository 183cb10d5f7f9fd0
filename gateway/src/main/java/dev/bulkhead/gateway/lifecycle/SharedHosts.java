package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.activation.SharableActivation;
import dev.bulkhead.proxy.activation.SharedHost;
import dev.bulkhead.proxy.activation.SharedHostFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The hosts of several modules, by name. Thread-safe. */
final class SharedHosts {
    private List<ModuleConfig> modules;
    private final Path folder;
    private final Map<String, SharedHost> processes = new HashMap<>();
    private final Map<String, SharedHostFile> files = new HashMap<>();

    /**
     * Starts with none.
     *
     * @param modules all modules of the gateway
     * @param folder where the hosts' configuration files are written
     */
    SharedHosts(List<ModuleConfig> modules, Path folder) {
        this.modules = modules;
        this.folder = folder;
    }

    /**
     * {@return the host of this name whose process the gateway starts}
     *
     * @param processes makes what brings its process to life
     */
    synchronized SharedHost process(String host, Supplier<? extends SharableActivation> processes) {
        return this.processes.computeIfAbsent(host, name -> new SharedHost(name, processes));
    }

    /** {@return the file of the host of this name that others start} */
    synchronized SharedHostFile file(String host) {
        return files.computeIfAbsent(host, name -> new SharedHostFile(name, modulesOf(name), folder));
    }

    /**
     * Takes on other modules.
     *
     * @param restarting those whose hosts come to life anew, perhaps in another way
     */
    synchronized void become(List<ModuleConfig> next, Set<String> restarting) {
        modules.stream()
                .filter(module -> restarting.contains(module.name()) && module.host() != null)
                .forEach(module -> {
                    processes.remove(module.host());
                    files.remove(module.host());
                });
        modules = next;
    }

    private Set<String> modulesOf(String host) {
        return modules.stream()
                .filter(module -> host.equals(module.host()))
                .map(ModuleConfig::name)
                .collect(Collectors.toSet());
    }
}
