/** A gateway that runs for long: whether it takes more and more, and whether anything is lost meanwhile. */
@NullMarked
package dev.bulkhead.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
