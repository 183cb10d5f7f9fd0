package dev.bulkhead.broker.store;

/**
 * A message that becomes a dead letter.
 *
 * @param reason a word for why, such as {@code receive-failed}, {@code overflow} or {@code link-removed}
 * @param cause what was thrown, or why else, in one line
 * @param trace the stack trace; empty where there is none
 * @param attempts how often it was tried
 * @param at when it died, in milliseconds since 1970
 */
public record Burial(StoredMessage stored, String reason, String cause, String trace, int attempts, long at) {
    /** The reason of a message whose link is no more. */
    public static final String LINK_REMOVED = "link-removed";
}
