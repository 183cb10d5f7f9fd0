package dev.bulkhead.packages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A type of module that a package offers.
 *
 * @param name what {@code gateway.json} names as {@code type}
 * @param className its class; null if the package is an executable
 * @param description one sentence; perhaps empty
 * @param args the JSON Schema (2020-12) of its arguments
 */
public record OfferedType(PackageName name, @Nullable String className, String description, ObjectNode args) {}
