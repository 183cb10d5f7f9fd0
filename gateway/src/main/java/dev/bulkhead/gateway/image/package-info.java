/** Makes the image of a module host's container without a registry: of the Java, the libraries and the jars of this machine. */
@NullMarked
package dev.bulkhead.gateway.image;

import org.jspecify.annotations.NullMarked;
