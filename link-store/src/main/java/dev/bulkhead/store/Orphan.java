package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;

/**
 * What is left of a link that nobody opens in this run.
 *
 * @param messages how many messages wait, those for another attempt not among them
 * @param retries how many wait for another attempt
 */
public record Orphan(LinkKey link, long messages, long retries) {}
