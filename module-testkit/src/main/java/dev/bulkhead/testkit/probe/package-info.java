/** Modules that show from the outside what the runtime does with them. */
@NullMarked
package dev.bulkhead.testkit.probe;

import org.jspecify.annotations.NullMarked;
