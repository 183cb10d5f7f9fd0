/** What a session allows when: its states, its numbers, its errors. No I/O and no threads. */
@NullMarked
package dev.bulkhead.wire.session;

import org.jspecify.annotations.NullMarked;
