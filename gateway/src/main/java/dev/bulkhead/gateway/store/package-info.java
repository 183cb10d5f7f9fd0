/** The gateway's durable links on disk: opened when the first is asked for, and seen by the status and the control endpoint. */
@NullMarked
package dev.bulkhead.gateway.store;

import org.jspecify.annotations.NullMarked;
