package dev.bulkhead.gateway.config;

import java.nio.file.Path;

/**
 * The gateway itself.
 *
 * @param name its name
 * @param control where the control endpoint listens
 * @param data the folder for tokens and hosts' files
 * @param maxMessage the largest message, in bytes of its frame
 */
public record GatewaySettings(String name, ListenAddress control, Path data, int maxMessage) {}
