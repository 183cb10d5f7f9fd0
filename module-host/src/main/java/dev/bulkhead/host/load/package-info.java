/** Finds the class of a module, checks it, and gives it its arguments; the gateway does so for modules of its own process. */
@NullMarked
package dev.bulkhead.host.load;

import org.jspecify.annotations.NullMarked;
