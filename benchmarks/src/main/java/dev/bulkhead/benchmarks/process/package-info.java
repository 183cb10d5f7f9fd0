/** Systems that move messages between processes, one class each, and the process in which each of their ends runs. */
@NullMarked
package dev.bulkhead.benchmarks.process;

import org.jspecify.annotations.NullMarked;
