/** Reads, checks and describes {@code gateway.json}. Everything wrong is reported at once, with its place. */
@NullMarked
package dev.bulkhead.gateway.config;

import org.jspecify.annotations.NullMarked;
