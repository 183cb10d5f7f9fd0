package dev.bulkhead.broker.store;

import dev.bulkhead.api.Message;

/**
 * A message on disk.
 *
 * @param number as {@link StoredLink#append} gave it
 * @param at when it was published, in milliseconds since 1970
 */
public record StoredMessage(long number, long at, Message message) {}
