/** What became of every number: pure bookkeeping, which knows neither processes nor files. */
package dev.bulkhead.systemtests.chaos.account;
