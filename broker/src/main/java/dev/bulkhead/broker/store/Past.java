package dev.bulkhead.broker.store;

import java.util.List;

/**
 * What earlier runs left of a link.
 *
 * @param totals what they counted
 * @param messages how many messages wait, those for another attempt not among them
 * @param bytes what these take as frames
 * @param lost how many messages were there and cannot be read any more, because what the disk holds is damaged; not in the totals
 * @param retries those that wait for another attempt, by their number
 * @param unclean whether the last run did not end in order, so that messages may have been delivered of which the store does not know
 */
public record Past(Totals totals, long messages, long bytes, long lost, List<Retry> retries, boolean unclean) {
    public Past {
        retries = List.copyOf(retries);
    }

    /** What a new link has. */
    public static final Past NONE = new Past(Totals.NONE, 0, 0, 0, List.of(), false);
}
