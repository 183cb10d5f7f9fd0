package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;

/** A message that waits for the writer. */
record Append(SqliteLink link, StoredMessage stored) {}
