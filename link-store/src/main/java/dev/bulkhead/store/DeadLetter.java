package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import java.time.Instant;

/**
 * A message that could not be delivered, and why.
 *
 * @param id names it; grows from one to the next, and is never used again
 * @param link the link that had it
 * @param number its number in the store, which its sink saw as {@code bulkhead.sequence}
 * @param published when it was published
 * @param died when it became a dead letter
 * @param reason a word, such as {@code receive-failed}
 * @param cause what was thrown, or why else, in one line
 * @param attempts how often it was tried
 * @param bytes what it takes as a frame
 */
public record DeadLetter(
        long id,
        LinkKey link,
        long number,
        Instant published,
        Instant died,
        String reason,
        String cause,
        int attempts,
        long bytes) {}
