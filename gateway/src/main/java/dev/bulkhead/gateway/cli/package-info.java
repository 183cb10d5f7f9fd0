/** The commands. Exit status everywhere: 0 done, 1 failed, 2 bad arguments or configuration. */
@NullMarked
package dev.bulkhead.gateway.cli;

import org.jspecify.annotations.NullMarked;
