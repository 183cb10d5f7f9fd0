/** The member of a broker that exchanges messages with its twin in another process. */
@NullMarked
package dev.bulkhead.wire.relay;

import org.jspecify.annotations.NullMarked;
