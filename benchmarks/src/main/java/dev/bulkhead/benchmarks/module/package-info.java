/** The modules that Bulkhead runs for the benchmark: a source, a sink, an echo. */
@NullMarked
package dev.bulkhead.benchmarks.module;

import org.jspecify.annotations.NullMarked;
