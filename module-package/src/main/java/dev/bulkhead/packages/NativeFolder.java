package dev.bulkhead.packages;

/**
 * A folder with native libraries or programs for one kind of machine.
 *
 * @param platform the machines
 * @param path the folder, as a path in the package with slashes
 */
public record NativeFolder(Platform platform, String path) {}
