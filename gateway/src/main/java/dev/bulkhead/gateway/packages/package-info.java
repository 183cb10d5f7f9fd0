/** Packages of modules as this gateway uses them. */
@NullMarked
package dev.bulkhead.gateway.packages;

import org.jspecify.annotations.NullMarked;
