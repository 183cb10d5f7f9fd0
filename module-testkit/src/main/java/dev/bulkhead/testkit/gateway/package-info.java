/** A gateway in the test's process, and the modules with which a test speaks and listens there. */
@NullMarked
package dev.bulkhead.testkit.gateway;

import org.jspecify.annotations.NullMarked;
