/** What the disk permits: a file that is written and synced, and nothing else. */
@NullMarked
package dev.bulkhead.benchmarks.disk;

import org.jspecify.annotations.NullMarked;
