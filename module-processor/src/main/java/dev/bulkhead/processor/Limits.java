package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Brings what {@code @Arg} says of a component into its schema. */
final class Limits {
    private final Problems problems;
    private final Element place;
    private final Mirror arg;

    Limits(Problems problems, Element place, Mirror arg) {
        this.problems = problems;
        this.place = place;
        this.arg = arg;
    }

    void addTo(ObjectNode schema, TypeMirror type) {
        addNumbers(schema);
        addPattern(schema, type);
    }

    private void addNumbers(ObjectNode schema) {
        double min = arg.number("min");
        double max = arg.number("max");
        boolean whole = schema.path("type").asText().equals("integer");
        boolean number = whole || schema.path("type").asText().equals("number");
        if (!number && (arg.written("min").isPresent() || arg.written("max").isPresent())) {
            String key = arg.written("min").isPresent() ? "min" : "max";
            problems.add(place, arg, key, place.getSimpleName() + " is no number, so it has no " + key);
        } else if (Double.isNaN(min) || Double.isNaN(max)) {
            problems.add(
                    place,
                    arg,
                    Double.isNaN(min) ? "min" : "max",
                    place.getSimpleName() + " has a limit that is no number");
        } else if (min > max) {
            problems.add(
                    place,
                    arg,
                    "min",
                    place.getSimpleName() + " has a min of " + min + ", which is more than its max of " + max);
        } else if (whole) {
            addWhole(schema, min, max);
        } else {
            addNumber(schema, min, max);
        }
    }

    private void addNumber(ObjectNode schema, double min, double max) {
        if (!Double.isInfinite(min)) {
            schema.put("minimum", plain(min));
        }
        if (!Double.isInfinite(max)) {
            schema.put("maximum", plain(max));
        }
    }

    private void addWhole(ObjectNode schema, double min, double max) {
        if (!Double.isInfinite(min)) {
            BigInteger least =
                    BigDecimal.valueOf(min).setScale(0, RoundingMode.CEILING).toBigInteger();
            schema.put("minimum", limit(schema, "minimum", least).max(least));
        }
        if (!Double.isInfinite(max)) {
            BigInteger most =
                    BigDecimal.valueOf(max).setScale(0, RoundingMode.FLOOR).toBigInteger();
            schema.put("maximum", limit(schema, "maximum", most).min(most));
        }
    }

    /** {@return what the type itself allows} */
    private static BigInteger limit(ObjectNode schema, String key, BigInteger ifNone) {
        JsonNode limit = schema.path(key);
        return limit.isNumber() ? limit.bigIntegerValue() : ifNone;
    }

    /** {@return 5 for 5.0, as a person would write it} */
    private static BigDecimal plain(double value) {
        BigDecimal stripped = BigDecimal.valueOf(value).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void addPattern(ObjectNode schema, TypeMirror type) {
        String pattern = arg.text("pattern");
        if (pattern.isEmpty()) {
            return;
        }
        if (!isText(type)) {
            problems.add(place, arg, "pattern", place.getSimpleName() + " is no String, so it has no pattern");
            return;
        }
        try {
            Pattern unused = Pattern.compile(pattern);
            schema.put("pattern", "^(?:" + pattern + ")$");
        } catch (PatternSyntaxException e) {
            problems.add(
                    place,
                    arg,
                    "pattern",
                    place.getSimpleName() + " has a pattern that is no regular expression: " + e.getDescription());
        }
    }

    private static boolean isText(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .contentEquals(String.class.getName());
    }
}
