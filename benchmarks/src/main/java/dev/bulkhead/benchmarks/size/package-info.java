/** What Bulkhead takes: memory, threads, time to start, bytes on disk. */
@NullMarked
package dev.bulkhead.benchmarks.size;

import org.jspecify.annotations.NullMarked;
