package dev.bulkhead.systemtests.chaos.account;

import dev.bulkhead.api.PublishResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A round of a lane that has ended: the numbers that were published in it, and what can excuse it when one is missing.
 *
 * @param from the first number
 * @param to the last number; one less than {@code from} where there are none
 * @param arrivals how many messages arrived in the round, duplicates among them
 * @param known by how much the ledgers of the round's gateways grew, as far as it is known
 */
record Settlement(int from, int to, long arrivals, long duplicates, Counts known, Circumstances circumstances) {
    private static final String STORE_DAMAGED = "store-damaged";
    private static final int EXAMPLES = 3;

    /** How many numbers had which fate at their publish. */
    private record Sent(long accepted, long dropped, long closed, long inDoubt) {
        /** How many the gateway must have counted, if none was lost on its way there. */
        long least() {
            return accepted + dropped;
        }

        /** How many it can have counted; a number whose source has just died may belong to the next round. */
        long most() {
            return accepted + dropped + uncertain() + 1;
        }

        long uncertain() {
            return closed + inDoubt;
        }
    }

    private Sent sent(Numbers numbers) {
        long[] times = new long[PublishResult.values().length];
        long inDoubt = 0;
        for (int number = from; number <= to; number++) {
            Optional<PublishResult> outcome = numbers.outcome(number);
            if (outcome.isPresent()) {
                times[outcome.get().ordinal()]++;
            } else {
                inDoubt++;
            }
        }
        long dropped = times[PublishResult.DROPPED.ordinal()] + times[PublishResult.PARTLY_DROPPED.ordinal()];
        long closed = times[PublishResult.CLOSED.ordinal()] + times[PublishResult.UNROUTED.ordinal()];
        return new Sent(times[PublishResult.ACCEPTED.ordinal()], dropped, closed, inDoubt);
    }

    private boolean isMissing(Numbers numbers, int number) {
        return numbers.arrivals(number) == 0
                && numbers.outcome(number)
                        .filter(PublishResult.ACCEPTED::equals)
                        .isPresent();
    }

    private long countMissing(Numbers numbers) {
        long missing = 0;
        for (int number = from; number <= to; number++) {
            missing += isMissing(numbers, number) ? 1 : 0;
        }
        return missing;
    }

    /** {@return the first numbers that are missing, as text} */
    String missing(Numbers numbers) {
        List<String> some = new ArrayList<>();
        for (int number = from; number <= to && some.size() <= EXAMPLES; number++) {
            if (isMissing(numbers, number)) {
                some.add(some.size() == EXAMPLES ? "…" : String.valueOf(number));
            }
        }
        return String.join(", ", some) + " of " + from + " to " + to;
    }

    Tally durable(Numbers numbers, Set<String> allowedDrops) {
        long allowed = circumstances.storeDamaged() ? known.dropped(STORE_DAMAGED) : 0;
        for (String reason : allowedDrops) {
            allowed += known.dropped(reason);
        }
        long missing = countMissing(numbers);
        long counted = circumstances.logCut() ? missing : Math.min(missing, allowed);
        return tally(numbers, counted, 0, 0, missing - counted);
    }

    Tally inMemory(Numbers numbers) {
        long missing = countMissing(numbers);
        long counted = Math.min(missing, droppedLater(sent(numbers)));
        long rest = missing - counted;
        long onTheWay = Math.min(rest, lostOnTheWay(sent(numbers)));
        rest -= onTheWay;
        long killed = circumstances.gatewayLost() ? rest : 0;
        return tally(numbers, counted, onTheWay, killed, rest - killed);
    }

    private Tally tally(Numbers numbers, long counted, long onTheWay, long killed, long lost) {
        Sent sent = sent(numbers);
        long delivered = 0;
        for (int number = from; number <= to; number++) {
            delivered += numbers.arrivals(number) > 0 ? 1 : 0;
        }
        return new Tally(
                to - from + 1L,
                sent.accepted,
                sent.dropped + sent.closed,
                sent.inDoubt,
                delivered,
                duplicates,
                counted,
                onTheWay,
                killed,
                lost);
    }

    /** {@return how many messages the ledger counts as dropped of which publish did not say so} */
    private long droppedLater(Sent sent) {
        return Math.max(0, known.droppedTotal() - sent.dropped);
    }

    private long lostOnTheWay(Sent sent) {
        boolean excused = circumstances.sourceLost() && !circumstances.gatewayLost();
        return excused ? Math.max(0, sent.least() - known().published()) : 0;
    }

    /** The ledger of a link in memory goes with its gateway; of what is left, everything must fit. */
    void checkInMemory(Numbers numbers, BiConsumer<Wrong, String> wrong) {
        Sent sent = sent(numbers);
        if (known.delivered() > arrivals) {
            wrong.accept(Wrong.LEDGER, known.delivered() + " delivered, but only " + arrivals + " arrived");
        }
        if (circumstances.gatewayLost()) {
            return;
        }
        long onTheWay = lostOnTheWay(sent);
        if (known.published() > sent.most() || known.published() + onTheWay < sent.least()) {
            wrong.accept(Wrong.LEDGER, known.published() + " published, but the source published " + sent);
        }
        long hostLost = known.dropped(Counts.HOST_LOST);
        if (known.delivered() + hostLost + onTheWay < arrivals) {
            wrong.accept(Wrong.LEDGER, known + ", but " + arrivals + " arrived");
        }
        if (droppedLater(sent) - hostLost - sent.uncertain() > countMissing(numbers)) {
            wrong.accept(Wrong.LEDGER, known + ", but only " + countMissing(numbers) + " are missing of " + sent);
        }
    }

    /** The counts of a durable link survive its gateway. */
    void checkDurable(Numbers numbers, BiConsumer<Wrong, String> wrong) {
        Sent sent = sent(numbers);
        boolean excused = circumstances.storeDamaged() && known.published() < sent.accepted;
        if (!excused && (known.published() < sent.accepted || known.published() > sent.most())) {
            wrong.accept(Wrong.LEDGER, known.published() + " published, but the source published " + sent);
        }
    }
}
