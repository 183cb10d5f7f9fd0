package dev.bulkhead.proxy.service;

/**
 * How a service came to its end.
 *
 * @param outOfMemory whether it had used up the memory that it may take
 * @param text what is known, for the operator
 */
public record ServiceEnd(boolean outOfMemory, String text) {}
