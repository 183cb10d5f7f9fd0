/**
 * What the author of a module sees: a {@link dev.bulkhead.api.Module} gets {@link dev.bulkhead.api.Message}s and
 * publishes others through its {@link dev.bulkhead.api.ModuleContext}. Nothing here depends on anything.
 *
 * <p>The package carries a semantic version, {@link dev.bulkhead.api.Api#VERSION}.
 */
@NullMarked
package dev.bulkhead.api;

import org.jspecify.annotations.NullMarked;
