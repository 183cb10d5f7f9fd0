package dev.bulkhead.store;

import dev.bulkhead.api.Message;

/** A message that waits for the writer. */
record Append(SqliteLink link, long number, long at, Message message) {}
