/** The states of modules, and what moves them: start in the order of the links, stop in the reverse, failures as they come. */
@NullMarked
package dev.bulkhead.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
