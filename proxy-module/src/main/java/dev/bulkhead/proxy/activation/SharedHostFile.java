package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The file of a host that somebody else starts, and that has several modules: it lists them all. Thread-safe. */
public final class SharedHostFile {
    private final String host;
    private final Set<String> modules;
    private final HostFile file;
    /** What has been written by this gateway. */
    private final Map<String, HostEntry> entries = new LinkedHashMap<>();

    /**
     * Prepares the file.
     *
     * @param host the host's name
     * @param modules the names of all its modules
     * @param folder where the file is written
     */
    public SharedHostFile(String host, Set<String> modules, Path folder) {
        this.host = host;
        this.modules = Set.copyOf(modules);
        file = new HostFile(folder.resolve(host + ".json"));
    }

    /** {@return the part for this module} */
    ModuleFile of(String module) {
        return new Part(module);
    }

    private synchronized Optional<String> read(String module, String key) {
        return file.read(module, key);
    }

    /** Not before all are known: a host that is started with fewer would never hear of the others. */
    private synchronized void write(HostEntry entry) throws IOException {
        entries.put(entry.module().name(), entry);
        if (isComplete()) {
            file.writeShared(host, entries.values());
        }
    }

    private synchronized boolean isComplete() {
        return entries.keySet().containsAll(modules);
    }

    private final class Part implements ModuleFile {
        private final String module;

        Part(String module) {
            this.module = module;
        }

        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public Optional<String> read(String key) {
            return SharedHostFile.this.read(module, key);
        }

        @Override
        public void write(HostEntry entry) throws IOException {
            SharedHostFile.this.write(entry);
        }

        @Override
        public boolean isComplete() {
            return SharedHostFile.this.isComplete();
        }
    }
}
