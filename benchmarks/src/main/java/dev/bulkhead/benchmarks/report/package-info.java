/** What is written about the results: Markdown, JSON, a comparison with earlier results. */
@NullMarked
package dev.bulkhead.benchmarks.report;

import org.jspecify.annotations.NullMarked;
