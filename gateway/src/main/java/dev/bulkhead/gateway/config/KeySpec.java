package dev.bulkhead.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration.
 *
 * @param name the key
 * @param type what its value may be
 * @param required whether it must be there
 * @param fallback the value when it is not there, as it would be written; null if there is none
 * @param meaning what it is for, in a sentence or two
 */
record KeySpec(
        String name,
        ValueType type,
        boolean required,
        @Nullable String fallback,
        String meaning) {

    static KeySpec required(String name, ValueType type, String meaning) {
        return new KeySpec(name, type, true, null, meaning);
    }

    static KeySpec optional(String name, ValueType type, String meaning) {
        return new KeySpec(name, type, false, null, meaning);
    }

    static KeySpec optional(String name, ValueType type, String fallback, String meaning) {
        return new KeySpec(name, type, false, fallback, meaning);
    }
}
