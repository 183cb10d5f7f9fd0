package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Past;

/**
 * What the database had of a link when it was opened.
 *
 * @param id names its queue
 * @param settled all messages up to this number had been dealt with
 * @param appended how many messages it had had since it began
 */
record Opened(long id, LinkKey key, long settled, long appended, Past past) {}
