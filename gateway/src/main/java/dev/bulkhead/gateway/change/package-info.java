/** From one configuration to another: what differs, and what has to be done. No I/O but for {@code ConfigFile}. */
@NullMarked
package dev.bulkhead.gateway.change;

import org.jspecify.annotations.NullMarked;
