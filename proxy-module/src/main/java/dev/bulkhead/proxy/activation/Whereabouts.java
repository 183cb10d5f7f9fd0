package dev.bulkhead.proxy.activation;

import java.util.OptionalLong;

/**
 * Where a host is. What it says of itself need not hold here: a container has addresses and processes of its own.
 *
 * @param url where it listens
 * @param pid its process; empty if it is not known
 */
public record Whereabouts(String url, OptionalLong pid) {}
