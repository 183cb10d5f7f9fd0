/** What every activation must do alike, as one test class: {@link dev.bulkhead.testkit.ActivationContract}. */
@NullMarked
package dev.bulkhead.testkit;

import org.jspecify.annotations.NullMarked;
