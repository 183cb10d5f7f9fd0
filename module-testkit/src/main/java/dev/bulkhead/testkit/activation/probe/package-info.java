/** Modules that show from the outside what the runtime does with them. */
@NullMarked
package dev.bulkhead.testkit.activation.probe;

import org.jspecify.annotations.NullMarked;
