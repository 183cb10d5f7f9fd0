/** The gateway as a whole: puts the parts together that a configuration asks for. */
@NullMarked
package dev.bulkhead.gateway;

import org.jspecify.annotations.NullMarked;
