/** What the gateway's log looks like. */
@NullMarked
package dev.bulkhead.gateway.log;

import org.jspecify.annotations.NullMarked;
