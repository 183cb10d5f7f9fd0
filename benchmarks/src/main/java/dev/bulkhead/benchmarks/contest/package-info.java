/** Contests: who takes part, in which order they run, and what came of it. */
@NullMarked
package dev.bulkhead.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
