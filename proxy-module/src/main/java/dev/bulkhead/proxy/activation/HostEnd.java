package dev.bulkhead.proxy.activation;

/**
 * How a host came to its end.
 *
 * @param outOfMemory whether it had used up the memory that it may take
 * @param text what is known, for the operator
 */
public record HostEnd(boolean outOfMemory, String text) {}
