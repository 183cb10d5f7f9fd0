package dev.bulkhead.systemtests.chaos.account;

import dev.bulkhead.api.PublishResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The account of one lane: the numbers of one source that one link takes to one sink. Rounds follow each other; each is settled when
 * everything is at rest, so what was published in a round has its fate there. Not thread-safe.
 */
public final class LaneBook {
    private final String lane;
    private final boolean durable;
    private final List<Integer> refusedButArrived = new ArrayList<>();
    private final Set<String> allowedDrops;
    private final Numbers numbers = new Numbers();
    private final Findings findings = new Findings();
    private final List<Settlement> settled = new ArrayList<>();
    private long arrivalsInRound;
    private long duplicatesInRound;
    private int newestArrival;

    /**
     * Opens an account.
     *
     * @param durable whether the link keeps on disk what it accepted
     * @param allowedDrops for which reasons even a durable link may drop what it accepted
     */
    public LaneBook(String lane, boolean durable, Set<String> allowedDrops) {
        this.lane = lane;
        this.durable = durable;
        this.allowedDrops = Set.copyOf(allowedDrops);
    }

    /** What publish returned for a number. */
    public void published(int number, PublishResult result) {
        numbers.published(number, result);
    }

    /**
     * A number arrived. To be called after {@link #published} for all that had been published by then.
     *
     * @param life which life of the sink had it, from 1 on
     * @param again whether the message said that it may have been delivered before
     * @param damaged whether its bytes are not those of the number
     */
    public void received(int number, int life, boolean again, boolean damaged) {
        arrivalsInRound++;
        if (number < 1 || number > numbers.highest() + 1) {
            wrong(
                    Wrong.NEVER_PUBLISHED,
                    "the number " + number + " arrived, the last one published is " + numbers.highest());
            return;
        }
        if (damaged) {
            wrong(Wrong.DAMAGED, "the number " + number + " arrived with other bytes");
        }
        if (numbers.outcome(number).filter(PublishResult.DROPPED::equals).isPresent()) {
            refusedButArrived.add(number);
        }
        int before = numbers.arrived(number, life);
        if (before == 0) {
            first(number);
        } else {
            duplicate(number, before == life, again);
        }
    }

    private void first(int number) {
        if (number < newestArrival) {
            wrong(Wrong.ORDER, "the number " + number + " arrived for the first time behind " + newestArrival);
        }
        newestArrival = Math.max(newestArrival, number);
    }

    private void duplicate(int number, boolean sameLife, boolean again) {
        duplicatesInRound++;
        if (!durable) {
            wrong(Wrong.DUPLICATE, "the number " + number + " arrived twice over a link in memory");
        } else if (!again) {
            wrong(Wrong.UNMARKED, "the number " + number + " arrived again without the mark bulkhead.redelivered");
        }
        if (sameLife) {
            wrong(Wrong.DUPLICATE_IN_ONE_LIFE, "the number " + number + " arrived twice in one life of its sink");
        }
    }

    /**
     * Ends a round.
     *
     * @param ledger what the link's ledger says now
     * @param known by how much the ledgers of this round's gateways have grown, as far as it is known
     */
    public void settle(Counts ledger, Counts known, Circumstances circumstances) {
        int from = settled.isEmpty() ? 1 : settled.get(settled.size() - 1).to() + 1;
        Settlement round =
                new Settlement(from, numbers.highest(), arrivalsInRound, duplicatesInRound, known, circumstances);
        // A host that loses its gateway while it waits for the disk cannot know, and says that the message was dropped.
        if (!circumstances.sourceLost() && !circumstances.gatewayLost()) {
            refusedButArrived.forEach(number -> wrong(
                    Wrong.REFUSED_BUT_DELIVERED,
                    "the number " + number + " arrived, and its source was told: dropped"));
        }
        refusedButArrived.clear();
        if (!ledger.balances() || !ledger.isAtRest()) {
            wrong(Wrong.LEDGER, "at rest it says " + ledger);
        }
        if (durable) {
            round.checkDurable(numbers, this::wrong);
        } else {
            round.checkInMemory(numbers, this::wrong);
        }
        settled.add(round);
        arrivalsInRound = 0;
        duplicatesInRound = 0;
    }

    /** {@return what became of the numbers of a settled round; of a durable lane it can still get better} */
    public Tally tally(int round) {
        Settlement its = settled.get(round);
        return durable ? its.durable(numbers, allowedDrops) : its.inMemory(numbers);
    }

    /** {@return all that was wrong so far} */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings.list(lane));
        for (int round = 0; round < settled.size(); round++) {
            long lost = tally(round).lost();
            if (lost > 0) {
                String which = settled.get(round).missing(numbers);
                String counted = settled.get(round).known().dropped().toString();
                String text = lost + " messages: " + which + "; the ledger dropped " + counted;
                all.add(new Finding(durable ? Wrong.LOST : Wrong.UNCOUNTED, round, lane, text));
            }
        }
        return all;
    }

    private void wrong(Wrong wrong, String text) {
        findings.add(wrong, settled.size(), text);
    }
}
