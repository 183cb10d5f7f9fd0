/** Numbers in the text form of Prometheus, made from samples that are taken when somebody asks. */
@NullMarked
package dev.bulkhead.gateway.control.metrics;

import org.jspecify.annotations.NullMarked;
