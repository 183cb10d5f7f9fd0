/** What goes wrong, one row for each kind. */
package dev.bulkhead.systemtests.chaos.fault;
