package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.util.Optional;

/** What a fault needs beside processes. */
public enum Equipment {
    DISK,
    NETWORK,
    CLOCK,
    /** Links that are kept on disk, which can be damaged there. */
    STORE,
    /** Hosts that can be killed and stopped. */
    HOSTS;

    /** {@return what is not there, on this machine or with these settings; empty if all is well} */
    public Optional<String> missing(Settings settings) throws IOException, InterruptedException {
        return switch (this) {
            case DISK -> SmallDisk.missing();
            case CLOCK -> Clock.missing();
            case NETWORK ->
                settings.places().contains(Place.REMOTE)
                        ? Optional.empty()
                        : Optional.of(Place.REMOTE.missing().orElse("the activation remote"));
            case STORE -> settings.anyDurable() ? Optional.empty() : Optional.of("durable links");
            case HOSTS ->
                settings.places().stream().anyMatch(Place::isHosted)
                        ? Optional.empty()
                        : Optional.of("an activation with a host");
        };
    }
}
