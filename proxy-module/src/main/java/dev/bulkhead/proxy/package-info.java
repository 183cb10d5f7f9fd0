/** The gateway's side of a module that runs elsewhere: a proxy in its place, and the eye on its host. */
@NullMarked
package dev.bulkhead.proxy;

import org.jspecify.annotations.NullMarked;
