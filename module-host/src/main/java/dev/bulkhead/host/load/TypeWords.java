package dev.bulkhead.host.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a type is called by people who write JSON. */
final class TypeWords {
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBER =
            Set.of(float.class, double.class, Float.class, Double.class, BigDecimal.class);

    private TypeWords() {}

    static String of(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number that a Java " + type.getSimpleName() + " holds";
        }
        if (NUMBER.contains(type)) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text in quotes";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> "\"" + constant + "\"")
                    .collect(Collectors.joining(", "));
        }
        boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
        return list
                ? "a list"
                : type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : type.getSimpleName();
    }
}
