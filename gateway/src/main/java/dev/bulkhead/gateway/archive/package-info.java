/** The archives of classes that make a start fast and a process small. */
@NullMarked
package dev.bulkhead.gateway.archive;

import org.jspecify.annotations.NullMarked;
