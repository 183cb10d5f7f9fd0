package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The gateway itself.
 *
 * @param name its name
 * @param control where the control endpoint listens
 * @param data the folder for tokens and hosts' files
 * @param maxMessage the largest message, in bytes of its frame
 * @param watch whether the gateway applies its file by itself when that changes
 * @param postMortem for which reasons what is known of a module that went down is kept
 * @param modules the folders with packages of modules
 * @param packages what packages must fulfil to be installed
 */
public record GatewaySettings(
        String name,
        ListenAddress control,
        Path data,
        int maxMessage,
        boolean watch,
        List<String> postMortem,
        List<Path> modules,
        PackageSettings packages) {
    /** Copies the lists. */
    public GatewaySettings {
        postMortem = List.copyOf(postMortem);
        modules = List.copyOf(modules);
    }

    /** A gateway without packages. */
    public GatewaySettings(
            String name, ListenAddress control, Path data, int maxMessage, boolean watch, List<String> postMortem) {
        this(name, control, data, maxMessage, watch, postMortem, List.of(), PackageSettings.OPEN);
    }
}
