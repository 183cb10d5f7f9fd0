package dev.bulkhead.systemtests.chaos.account;

import java.util.Locale;

/** What must never be. */
public enum Wrong {
    /** A message was accepted and is nowhere, though its link keeps it on disk. */
    LOST,
    /** A message on a link in memory was accepted, did not arrive, and no ledger says why. */
    UNCOUNTED,
    /** A number arrived that nobody published. */
    NEVER_PUBLISHED,
    /** A message arrived that the source was told had been dropped. */
    REFUSED_BUT_DELIVERED,
    /** A message arrived for the first time behind a later one of its link. */
    ORDER,
    /** A message of a link in memory arrived twice. */
    DUPLICATE,
    /** A message arrived twice in one life of its sink. */
    DUPLICATE_IN_ONE_LIFE,
    /** A message arrived again and did not say so. */
    UNMARKED,
    /** The bytes of a message are not those that were published. */
    DAMAGED,
    /** A ledger does not balance, or says something else than the journals. */
    LEDGER,
    /** The gateway refused what it should do. */
    REFUSED,
    /** Something did not come back after a fault. */
    NOT_RECOVERED,
    /** A process ended that nobody had killed. */
    ENDED;

    /** {@return the name in a report, such as {@code never-published}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
