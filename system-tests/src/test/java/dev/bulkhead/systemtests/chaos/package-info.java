/**
 * The fault harness ({@code script/chaos}): runs a real gateway with numbered sources and sinks, does harm to it by a seed, and accounts
 * for every number.
 */
package dev.bulkhead.systemtests.chaos;
