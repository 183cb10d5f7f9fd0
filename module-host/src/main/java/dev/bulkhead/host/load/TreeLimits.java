package dev.bulkhead.host.load;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.bulkhead.api.Arg;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through arguments, and the records in them, for what is not there, and for what {@link Arg} forbids. */
final class TreeLimits {
    private final TypeFactory types;

    TreeLimits(TypeFactory types) {
        this.types = types;
    }

    /** {@return the first argument that cannot be: where, and why} */
    Optional<String> problem(JsonNode value, JavaType type, String path) {
        if (type.getRawClass().isRecord() && value.isObject()) {
            return inRecord(value, type, path);
        }
        if (type.isContainerType() && type.getContentType() != null) {
            return inContainer(value, type.getContentType(), path);
        }
        return Optional.empty();
    }

    private Optional<String> inRecord(JsonNode value, JavaType type, String path) {
        Optional<String> unknown = unknown(value, type.getRawClass(), path);
        if (unknown.isPresent()) {
            return unknown; // first: what is missing may only be mistyped
        }
        for (RecordComponent component : type.getRawClass().getRecordComponents()) {
            JsonNode given = value.path(component.getName());
            String where = path + "/" + component.getName();
            Arg arg = component.getAnnotation(Arg.class);
            Optional<String> problem = arg == null
                    ? Optional.empty()
                    : ArgLimits.problem(arg, plain(given)).map(text -> where + ": " + text);
            if (problem.isEmpty()) {
                problem =
                        problem(given, types.resolveMemberType(component.getGenericType(), type.getBindings()), where);
            }
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unknown(JsonNode value, Class<?> type, String path) {
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return value.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> path + "/" + name + ": " + unknown(known));
    }

    /** {@return the words for an argument that is not among these} */
    static String unknown(Collection<?> known) {
        return known.isEmpty()
                ? "the module takes no arguments"
                : "there is no such argument; there are "
                        + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private Optional<String> inContainer(JsonNode values, JavaType of, String path) {
        if (values.isObject()) {
            return values.properties().stream()
                    .flatMap(entry -> problem(entry.getValue(), of, path + "/" + entry.getKey()).stream())
                    .findFirst();
        }
        for (int i = 0; i < values.size(); i++) {
            Optional<String> problem = problem(values.get(i), of, path + "/" + i);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** {@return the number or text; something else if it is neither; null if it is not given} */
    private static @Nullable Object plain(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isNumber() ? node.numberValue() : node.isTextual() ? node.textValue() : node;
    }
}
