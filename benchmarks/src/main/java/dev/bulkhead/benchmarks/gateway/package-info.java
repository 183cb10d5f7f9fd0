/** Bulkhead as its users run it: a gateway started by the launcher, with the benchmark's modules. */
@NullMarked
package dev.bulkhead.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
