package dev.bulkhead.systemtests.chaos.account;

/**
 * A wrong behaviour that was seen.
 *
 * @param round in which round, from 0 on
 * @param where the lane, or the process
 */
public record Finding(Wrong wrong, int round, String where, String text) {}
