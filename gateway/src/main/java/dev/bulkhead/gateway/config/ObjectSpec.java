package dev.bulkhead.gateway.config;

import java.util.List;

/**
 * An object of the configuration.
 *
 * @param title its name in the reference
 * @param keys its keys
 */
record ObjectSpec(String title, List<KeySpec> keys) {

    List<String> names() {
        return keys.stream().map(KeySpec::name).toList();
    }

    KeySpec key(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " has no key " + name));
    }
}
