/**
 * What a package of modules says of itself: its {@link dev.bulkhead.packages.Descriptor}, which the annotation processor writes, and
 * which everybody else reads.
 */
@NullMarked
package dev.bulkhead.packages;

import org.jspecify.annotations.NullMarked;
