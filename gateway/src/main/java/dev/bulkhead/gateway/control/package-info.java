/** The local control endpoint: what a running gateway tells those who have its token. */
@NullMarked
package dev.bulkhead.gateway.control;

import org.jspecify.annotations.NullMarked;
