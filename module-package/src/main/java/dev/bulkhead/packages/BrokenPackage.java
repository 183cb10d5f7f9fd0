package dev.bulkhead.packages;

import java.nio.file.Path;

/**
 * Something in a folder of modules that should be a package, and cannot be used.
 *
 * @param place the jar or folder
 * @param reason why not
 */
public record BrokenPackage(Path place, String reason) {}
