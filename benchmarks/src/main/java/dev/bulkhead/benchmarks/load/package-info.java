/** What every publisher and every receiver does, whatever lies between them: the same messages, the same checks. */
@NullMarked
package dev.bulkhead.benchmarks.load;

import org.jspecify.annotations.NullMarked;
