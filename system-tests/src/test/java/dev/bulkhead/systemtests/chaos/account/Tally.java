package dev.bulkhead.systemtests.chaos.account;

/**
 * What became of the numbers of a lane in a round, or of many of both.
 *
 * @param published how many numbers were used
 * @param accepted of how many publish said that they were
 * @param refused of how many it said that they were not
 * @param inDoubt of how many nobody can tell, because the source died before publish returned
 * @param delivered how many arrived, each counted once
 * @param duplicates how often one arrived again
 * @param counted accepted, not delivered, and in the ledger with a reason
 * @param sourceLost accepted, not delivered, and on the way to the gateway when the source's host died
 * @param gatewayKilled accepted, not delivered, and in the memory of a gateway that was killed
 * @param lost accepted, not delivered, and without an excuse
 */
public record Tally(
        long published,
        long accepted,
        long refused,
        long inDoubt,
        long delivered,
        long duplicates,
        long counted,
        long sourceLost,
        long gatewayKilled,
        long lost) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                published + other.published,
                accepted + other.accepted,
                refused + other.refused,
                inDoubt + other.inDoubt,
                delivered + other.delivered,
                duplicates + other.duplicates,
                counted + other.counted,
                sourceLost + other.sourceLost,
                gatewayKilled + other.gatewayKilled,
                lost + other.lost);
    }
}
