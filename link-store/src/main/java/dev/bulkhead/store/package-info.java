/**
 * Keeps the messages of durable links on disk, in one SQLite file.
 *
 * <p>In reading order: {@link dev.bulkhead.store.SqliteLinkStore}, what the broker sees; {@code Intake}, where messages wait; {@code Writer}, the
 * one thread that writes them in groups; {@code Group}, what a row holds; {@code Reader}.
 */
@NullMarked
package dev.bulkhead.store;

import org.jspecify.annotations.NullMarked;
