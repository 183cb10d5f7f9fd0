package dev.bulkhead.store;

import org.jspecify.annotations.Nullable;

/** Where the reading of a link has come to: a row is read once, however few messages are asked for. Under the lock of the reader. */
final class ReadPosition {
    private @Nullable GroupReader group;
    private long after;
    private long damageSeenUpTo;

    /** {@return the row that was being read, if the messages after this one are in it} */
    @Nullable
    GroupReader groupAfter(long number) {
        return group != null && number >= after && number < group.last() ? group : null;
    }

    void set(@Nullable GroupReader row, long lastTaken) {
        group = row;
        after = lastTaken;
    }

    /** {@return whether what is damaged up to this number has not been reported yet; now it has} */
    boolean isNewDamage(long upTo) {
        boolean news = upTo > damageSeenUpTo;
        damageSeenUpTo = Math.max(damageSeenUpTo, upTo);
        return news;
    }
}
