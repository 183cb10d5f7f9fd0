/** The gateway message frame: a message as bytes, the same in every language. */
@NullMarked
package dev.bulkhead.wire.message;

import org.jspecify.annotations.NullMarked;
