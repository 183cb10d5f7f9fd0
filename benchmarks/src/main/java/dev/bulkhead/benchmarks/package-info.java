/** The command that runs the benchmark; which contests there are. */
@NullMarked
package dev.bulkhead.benchmarks;

import org.jspecify.annotations.NullMarked;
