package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bulkhead.api.Arg;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds what nearly all modules have, arguments that fit a record of plain values, without the five hundred classes that bind
 * anything to anything: they are a quarter of a small host. Whatever is not plain, or does not fit, is left to
 * {@link JacksonBinding}, which would give the same for what is bound here.
 */
final class PlainRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private PlainRecord() {}

    /** {@return the record; empty if this is not as plain as that} */
    static <T> Optional<T> bind(String json, Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return Optional.of(make(type, components, values(parser, components)));
        } catch (NotPlainException | IOException | ReflectiveOperationException | RuntimeException e) {
            return Optional.empty(); // and whoever is asked next says what is the matter
        }
    }

    private static <T> T make(Class<T> type, RecordComponent[] components, @Nullable Object[] values)
            throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        Constructor<T> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static @Nullable Object[] values(JsonParser parser, RecordComponent[] components)
            throws IOException, NotPlainException {
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = absent(components[i].getType());
        }
        Set<String> given = new HashSet<>();
        require(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            require(given.add(name));
            int index = indexOf(name, components);
            parser.nextToken();
            values[index] = value(parser, type(components[index]));
        }
        require(parser.nextToken() == null);
        for (int i = 0; i < values.length; i++) {
            require(keepsLimits(components[i], given.contains(components[i].getName()) ? values[i] : null));
        }
        return values;
    }

    /** {@return whether a value, null if it is not given, is what is said of it} */
    private static boolean keepsLimits(RecordComponent component, @Nullable Object value) {
        Arg arg = component.getAnnotation(Arg.class);
        return arg == null || ArgLimits.problem(arg, value).isEmpty();
    }

    /** {@return its type, with what a list is of; asking for that costs some classes, so only a list is asked} */
    private static Type type(RecordComponent component) {
        return component.getType() == List.class ? component.getGenericType() : component.getType();
    }

    private static int indexOf(String name, RecordComponent[] components) throws NotPlainException {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(name)) {
                return i;
            }
        }
        throw new NotPlainException();
    }

    private static Object value(JsonParser parser, Type type) throws IOException, NotPlainException {
        JsonToken token = parser.currentToken();
        if (type == String.class) {
            require(token == JsonToken.VALUE_STRING);
            return parser.getText();
        }
        if (type == int.class || type == Integer.class) {
            require(token == JsonToken.VALUE_NUMBER_INT);
            return parser.getIntValue();
        }
        if (type == long.class || type == Long.class) {
            require(token == JsonToken.VALUE_NUMBER_INT);
            return parser.getLongValue();
        }
        if (type == double.class || type == Double.class) {
            require(token.isNumeric());
            return parser.getDoubleValue();
        }
        if (type == boolean.class || type == Boolean.class) {
            require(token.isBoolean());
            return parser.getBooleanValue();
        }
        if (type == Duration.class) {
            require(token == JsonToken.VALUE_STRING);
            return DurationText.parse(parser.getText()).orElseThrow(NotPlainException::new);
        }
        require(type instanceof ParameterizedType list && list.getRawType() == List.class);
        return list(parser, ((ParameterizedType) type).getActualTypeArguments()[0]);
    }

    private static List<Object> list(JsonParser parser, Type of) throws IOException, NotPlainException {
        require(parser.currentToken() == JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, of));
        }
        return list;
    }

    /** {@return what a component is that is not given} */
    private static @Nullable Object absent(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static void require(boolean plain) throws NotPlainException {
        if (!plain) {
            throw new NotPlainException();
        }
    }

    /** There is more to it. */
    private static final class NotPlainException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
