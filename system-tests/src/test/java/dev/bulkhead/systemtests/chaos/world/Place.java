package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a module runs, and so how its host comes to life. */
public enum Place {
    IN_PROCESS("in-process"),
    FORK("fork"),
    /** A forked host that source and sink share. */
    SHARED("shared"),
    /** A host on this machine that the harness starts, in the part of an operator. */
    NONE("none"),
    /** The same in a network namespace, over an encrypted connection. */
    REMOTE("remote"),
    SERVICE("service"),
    CONTAINER("container");

    static final String LIMITS = "\"heartbeat\": \"200ms\", \"heartbeatLimit\": \"4s\", \"grace\": \"2s\"";

    private final String label;

    Place(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** {@return whether a host of its own runs the module} */
    public boolean isHosted() {
        return this != IN_PROCESS;
    }

    /** {@return whether the harness starts its host} */
    public boolean isExternal() {
        return this == NONE || this == REMOTE;
    }

    /** {@return what this machine lacks for it; empty if nothing} */
    public Optional<String> missing() throws IOException, InterruptedException {
        return switch (this) {
            case REMOTE -> Network.missing();
            case SERVICE ->
                Files.isDirectory(Path.of("/run/systemd/system"))
                        ? Optional.empty()
                        : Optional.of("a running systemd; script/with-systemd boots one");
            case CONTAINER -> Containers.engine().isPresent() ? Optional.empty() : Optional.of("docker or podman");
            default -> Optional.empty();
        };
    }
}
