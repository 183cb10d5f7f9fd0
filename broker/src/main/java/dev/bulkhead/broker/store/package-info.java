/** What the broker asks of whoever keeps the messages of durable links on disk. */
@NullMarked
package dev.bulkhead.broker.store;

import org.jspecify.annotations.NullMarked;
