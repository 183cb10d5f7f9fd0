/**
 * What an author of modules tests them with. {@link dev.bulkhead.testkit.BulkheadTest} runs a module in the test's process, with
 * simulated links, a clock that the test moves, and faults on demand; {@link dev.bulkhead.testkit.ModuleContract} decides whether a
 * module is good wherever it runs.
 */
@NullMarked
package dev.bulkhead.testkit;

import org.jspecify.annotations.NullMarked;
