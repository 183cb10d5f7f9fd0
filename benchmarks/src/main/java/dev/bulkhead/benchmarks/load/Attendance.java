package dev.bulkhead.benchmarks.load;

/**
 * What has come of a load whose messages are published in turn, again and again. As long as each message is the one that is due it
 * costs next to nothing: only when one is not, the stretch that ended is entered in the books. One thread writes; to be read when
 * nothing comes any more.
 */
public final class Attendance {
    private final int mask;
    /** How often each message came, in stretches that have ended, beyond {@link #rounds}. */
    private final long[] times;
    /** How often the whole load came in such stretches. */
    private long rounds;

    private long stretch;
    private int due;
    /** How many messages were passed over to get from each that was due to the one that came. */
    private long skipped;

    /** For a load of so many different messages, a power of two. */
    public Attendance(int count) {
        mask = count - 1;
        times = new long[count];
    }

    /** {@return the index of the message that should come next} */
    public int due() {
        return due;
    }

    /** Enters the message with this index. */
    public void came(int index) {
        if (index != due) {
            endStretch();
            skipped += index - due & mask;
        }
        due = index + 1 & mask;
        stretch++;
    }

    /** Enters messages at which nobody looked, as those that were due. */
    public void cameInTurn(long messages) {
        stretch += messages;
        due = (int) (due + messages) & mask;
    }

    private void endStretch() {
        rounds += stretch / times.length;
        for (long i = stretch & mask; i > 0; i--) {
            times[(int) (due - i) & mask]++;
        }
        stretch = 0;
    }

    /**
     * {@return what became of the messages from the first on}
     *
     * <p>A lost message and a duplicate of one with the same content, from another round of the load, cannot be told from none of
     * both; but the order gives them away.
     *
     * @param published how many there were
     * @param damaged how many came damaged
     */
    public Delivery after(long published, long damaged) {
        endStretch();
        long missing = 0;
        long duplicates = 0;
        for (int i = 0; i < times.length; i++) {
            long more = rounds + times[i] - timesPublished(i, published);
            missing += Math.max(0, -more);
            duplicates += Math.max(0, more);
        }
        return new Delivery(published, missing, duplicates, misplaced(missing), damaged);
    }

    private long timesPublished(int index, long published) {
        return published / times.length + (index < (published & mask) ? 1 : 0);
    }

    /** Who comes in order passes over what is missing, and nothing else; each step back looks like a way almost around. */
    private long misplaced(long missing) {
        long tooMany = Math.max(0, skipped - missing);
        return (tooMany + mask) / times.length;
    }
}
