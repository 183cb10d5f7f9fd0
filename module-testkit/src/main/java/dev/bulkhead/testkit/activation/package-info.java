/** What every activation must do alike, as one test class: {@link dev.bulkhead.testkit.activation.ActivationContract}. */
@NullMarked
package dev.bulkhead.testkit.activation;

import org.jspecify.annotations.NullMarked;
