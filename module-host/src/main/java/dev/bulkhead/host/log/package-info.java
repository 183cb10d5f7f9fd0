/** The log of a host: an SLF4J provider of its own, far smaller than a library that writes files and reads its settings. */
@NullMarked
package dev.bulkhead.host.log;

import org.jspecify.annotations.NullMarked;
