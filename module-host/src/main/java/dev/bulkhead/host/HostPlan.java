package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.wire.zmq.FileAccess;
import dev.bulkhead.wire.zmq.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The small file that a host is started with.
 *
 * @param host the host's name, if several modules share it; null for a host of one module
 * @param modules what it is told about its modules; none where they are announced on standard input
 */
record HostPlan(@Nullable String host, List<HostConfig> modules) {

    HostPlan {
        modules = List.copyOf(modules);
    }

    /**
     * Reads a configuration file.
     *
     * @throws IOException if it cannot be read or is wrong, with a text that says where
     */
    static HostPlan read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        FileAccess access = FileAccess.of(file);
        requireUnforged(access);
        HostPlan plan = parse(file);
        plan.requireKeptSecret(file, access);
        return plan.resolvedAgainst(file);
    }

    private static HostPlan parse(Path file) throws IOException {
        try {
            return HostConfigReader.read(Files.readString(file));
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw new IOException(file + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + ErrorText.of(e), e);
        }
    }

    /** Whoever can write to it can have any class run here. */
    private static void requireUnforged(FileAccess access) throws IOException {
        Optional<String> forgeable = access.forgeable();
        if (forgeable.isPresent()) {
            throw new IOException(forgeable.get());
        }
    }

    private void requireKeptSecret(Path file, FileAccess access) throws IOException {
        boolean hasToken = modules.stream().anyMatch(module -> module.token() != null);
        if (hasToken && access.isOpenToOthers()) {
            throw new IOException(
                    "others than its owner have access to " + file + ", which has a token; chmod 600 it, and if "
                            + "somebody may have read it, delete the one at the gateway, which then writes another");
        }
    }

    /** {@return who lives in the host, in a few words} */
    String guests() {
        return host == null ? "the module " + modules.get(0).module().name() : "the modules of " + host;
    }

    /**
     * Makes sure that all keys are there, before anything begins.
     *
     * @throws IOException if some cannot be read, or are missing where they are needed
     */
    void requireKeys() throws IOException {
        for (HostConfig module : modules) {
            Security unused = module.secured();
        }
    }

    private HostPlan resolvedAgainst(Path file) {
        List<HostConfig> resolved = new ArrayList<>();
        for (HostConfig module : modules) {
            resolved.add(module.resolvedAgainst(file));
        }
        return new HostPlan(host, resolved);
    }
}
