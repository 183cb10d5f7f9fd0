/**
 * The process that runs modules outside the gateway. It embeds an ordinary broker with two members for each: the module, and a
 * {@link dev.bulkhead.wire.relay.Relay} to the gateway.
 */
@NullMarked
package dev.bulkhead.host;

import org.jspecify.annotations.NullMarked;
