/**
 * Writes the descriptor of a package when its classes are compiled. {@link dev.bulkhead.processor.PackageProcessor} is what the compiler
 * calls; it looks at the author's classes as the compiler does, and loads none of them.
 */
@NullMarked
package dev.bulkhead.processor;

import org.jspecify.annotations.NullMarked;
