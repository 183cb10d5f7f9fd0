package dev.bulkhead.gateway.config;

/**
 * An address to listen on.
 *
 * @param host a loopback address
 * @param port 0 takes a free one
 */
public record ListenAddress(String host, int port) {}
