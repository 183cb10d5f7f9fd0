/**
 * Puts packages of modules into a folder of modules, and takes them out again: all or nothing, and nothing that cannot be trusted as
 * far as the operator asks for.
 */
@NullMarked
package dev.bulkhead.gateway.packages.install;

import org.jspecify.annotations.NullMarked;
