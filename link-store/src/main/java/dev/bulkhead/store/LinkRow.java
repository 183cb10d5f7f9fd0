package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Totals;

/**
 * What the database says of a link.
 *
 * @param id names its queue
 * @param settled all messages up to this number have been dealt with
 * @param appended how many messages it has had since it began, when this was written; the rows may know better
 * @param lost how many of its messages were lost to damage and are not in the totals yet
 */
record LinkRow(long id, LinkKey key, long settled, long appended, long lost, Totals totals) {}
