package dev.bulkhead.gateway.packages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in arguments that their schema does not allow.
 *
 * @param path the steps that lead to the value: names of members, and indexes
 * @param keyword the keyword of the schema that it violates, such as {@code maximum}
 * @param limit the value of that keyword
 * @param property the member that is too much, or missing; null if it is about the value
 * @param known the members that there may be, where one is too much
 * @param text what a validator says about it, without the value
 */
public record Violation(
        List<String> path,
        String keyword,
        JsonNode limit,
        @Nullable String property,
        List<String> known,
        String text) {
    public Violation {
        path = List.copyOf(path);
        known = List.copyOf(known);
    }
}
