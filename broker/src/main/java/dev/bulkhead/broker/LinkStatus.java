package dev.bulkhead.broker;

/**
 * A link and its counts.
 *
 * @param source the module at its start, never {@code *}
 * @param spec the link as it was asked for
 * @param ledger its counts
 */
public record LinkStatus(String source, LinkSpec spec, LedgerSnapshot ledger) {}
