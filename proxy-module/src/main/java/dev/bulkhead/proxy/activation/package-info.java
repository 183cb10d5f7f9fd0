/** How a module host comes to life and ends: one class per way, and no other class knows which it has. */
@NullMarked
package dev.bulkhead.proxy.activation;

import org.jspecify.annotations.NullMarked;
