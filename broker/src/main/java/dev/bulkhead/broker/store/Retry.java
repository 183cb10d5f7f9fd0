package dev.bulkhead.broker.store;

/**
 * A message for which {@code receive} threw, and which is to be tried again.
 *
 * @param attempts how often it has been tried
 * @param due when it is to be tried again, in milliseconds since 1970
 */
public record Retry(StoredMessage stored, int attempts, long due) {}
