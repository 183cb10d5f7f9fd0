package dev.bulkhead.gateway.change;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two records of a kind, whatever components they have, so that a new one cannot be forgotten. */
final class Differences {
    private Differences() {}

    /** {@return the names of the components that differ} */
    static List<String> between(Record before, Record after) {
        List<String> different = new ArrayList<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            if (!Objects.equals(value(component, before), value(component, after))) {
                different.add(component.getName());
            }
        }
        return different;
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's accessors are public and do not throw", e);
        }
    }
}
