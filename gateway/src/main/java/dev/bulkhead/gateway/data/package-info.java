/** The folder that a gateway keeps its secrets and files in. */
@NullMarked
package dev.bulkhead.gateway.data;

import org.jspecify.annotations.NullMarked;
