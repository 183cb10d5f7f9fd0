package dev.bulkhead.systemtests.chaos.account;

/**
 * What happened in a round, as far as it excuses something.
 *
 * @param gatewayLost whether a gateway died, and with it its memory
 * @param sourceLost whether the host of the lane's source died, and with it what was on its way to the gateway
 * @param storeDamaged whether what the disk held was damaged
 * @param logCut whether the store said that it had to cut damaged transactions, in which nobody can count messages any more
 */
public record Circumstances(boolean gatewayLost, boolean sourceLost, boolean storeDamaged, boolean logCut) {
    public static final Circumstances NONE = new Circumstances(false, false, false);

    /** Nothing was cut. */
    public Circumstances(boolean gatewayLost, boolean sourceLost, boolean storeDamaged) {
        this(gatewayLost, sourceLost, storeDamaged, false);
    }
}
