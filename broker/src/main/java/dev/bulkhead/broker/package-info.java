/**
 * In-process routing. A message takes this path: {@code publish → Routes → Link → Inbox → Runner → Module.receive}. Nothing
 * here knows that a module may run in another process.
 */
@NullMarked
package dev.bulkhead.broker;

import org.jspecify.annotations.NullMarked;
