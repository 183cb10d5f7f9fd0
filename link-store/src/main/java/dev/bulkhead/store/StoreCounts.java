package dev.bulkhead.store;

import java.time.LocalDate;
import java.util.Map;

/**
 * What a store has done in this run, and what it has.
 *
 * @param messages how many messages were written
 * @param batches how many transactions carried messages
 * @param commits how many transactions there were, those without messages included
 * @param syncs how often the disk was asked to confirm what had been committed; not when the log is carried over, after some MiB
 * @param bytesWritten how many bytes were handed to the operating system; at most some seconds old
 * @param bytesWrittenByDay the same, for the last seven days on which anything was written, over all runs
 * @param fileBytes how large the file and its log are
 * @param messagesLost how many messages were lost because what the disk holds is damaged
 * @param tornBytes how many bytes at the end of the log were cut when the store was opened, because they were no whole transaction
 * @param repairs how often the database was so damaged that a new one was begun with what could be read; more may be lost then than is counted
 */
public record StoreCounts(
        long messages,
        long batches,
        long commits,
        long syncs,
        long bytesWritten,
        Map<LocalDate, Long> bytesWrittenByDay,
        long fileBytes,
        long messagesLost,
        long tornBytes,
        long repairs,
        DeadLetterCounts deadLetters) {

    /** {@return how many messages one transaction carried, on average} */
    public double meanBatch() {
        return batches == 0 ? 0 : (double) messages / batches;
    }
}
