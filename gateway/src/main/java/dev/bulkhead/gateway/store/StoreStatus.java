package dev.bulkhead.gateway.store;

import dev.bulkhead.store.StoreCounts;
import dev.bulkhead.store.StoreState;

/**
 * The store of durable links at one moment.
 *
 * @param state whether it takes messages
 * @param counts what it has done, and what it has
 */
public record StoreStatus(StoreState state, StoreCounts counts) {}
