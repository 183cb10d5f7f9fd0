/** Single parts of Bulkhead under JMH: nanoseconds and bytes allocated for each operation. */
@NullMarked
package dev.bulkhead.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
