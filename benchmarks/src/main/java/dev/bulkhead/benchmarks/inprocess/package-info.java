/** Ways to move a message from one thread to others in the same process, one class each. */
@NullMarked
package dev.bulkhead.benchmarks.inprocess;

import org.jspecify.annotations.NullMarked;
