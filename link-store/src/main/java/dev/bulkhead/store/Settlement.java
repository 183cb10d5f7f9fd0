package dev.bulkhead.store;

import dev.bulkhead.broker.store.Totals;

/** How far a link has come. */
record Settlement(SqliteLink link, long upTo, Totals totals) {}
