package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The JSON Schema of a value. What it lets pass, a module's arguments can be bound to; it is stricter only where that helps people:
 * what is not given is left out, and not null.
 */
final class ValueSchema {
    /** What may be written for a {@code Duration}; the pattern of {@code DurationText}, by which it is bound. */
    static final String DURATION = "^([0-9]{1,9})(ms|s|m|h|d)$";

    private static final String KNOWN =
            "an argument is a String, a boolean, a number, a Duration, a Path, a URI, a UUID, an enum, a record,"
                    + " or a List, Set, array or Map<String, …> of such";

    /** One UTF-16 unit, as a Java char. */
    private static final String CHARACTER = "^[\\u0000-\\uFFFF]$";

    /** With a colon it would be taken for a URI. */
    private static final String PATH = "^[^:\\u0000]*$";

    private static final String UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    private static final Map<String, Integer> WHOLE_NUMBERS =
            Map.of("java.lang.Byte", 8, "java.lang.Short", 16, "java.lang.Integer", 32, "java.lang.Long", 64);
    private static final Set<String> LISTS = Set.of("java.util.List", "java.util.Collection", "java.util.Set");

    private final Types types;
    private final RecordSchema records;

    ValueSchema(ProcessingEnvironment environment, RecordSchema records) {
        types = environment.getTypeUtils();
        this.records = records;
    }

    /**
     * {@return the schema of values of this type}
     *
     * @throws NotDescribableException if arguments cannot be of this type
     */
    ObjectNode of(TypeMirror type) throws NotDescribableException {
        if (type.getKind().isPrimitive()) {
            return of(types.boxedClass(types.getPrimitiveType(type.getKind())).asType());
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return schema("array").set("items", of(((ArrayType) type).getComponentType()));
        }
        if (type.getKind() != TypeKind.DECLARED) {
            throw new NotDescribableException(type + " cannot be an argument's type; " + KNOWN);
        }
        return of((DeclaredType) type);
    }

    private ObjectNode of(DeclaredType type) throws NotDescribableException {
        TypeElement element = (TypeElement) type.asElement();
        String name = element.getQualifiedName().toString();
        Optional<ObjectNode> simple = simple(name);
        if (simple.isPresent()) {
            return simple.get();
        }
        if (LISTS.contains(name)) {
            return schema("array").set("items", of(argument(type, 0)));
        }
        if (name.equals("java.util.Map")) {
            return map(type);
        }
        if (element.getKind() == ElementKind.ENUM) {
            return constants(element);
        }
        if (element.getKind() == ElementKind.RECORD) {
            return record(type, element);
        }
        throw new NotDescribableException(withoutAnnotations(type) + " cannot be an argument's type; " + KNOWN);
    }

    private static Optional<ObjectNode> simple(String name) {
        Integer bits = WHOLE_NUMBERS.get(name);
        if (bits != null) {
            return Optional.of(whole(bits));
        }
        return Optional.ofNullable(
                switch (name) {
                    case "java.lang.String" -> schema("string");
                    case "java.lang.Boolean" -> schema("boolean");
                    case "java.math.BigInteger" -> schema("integer");
                    case "java.lang.Float", "java.lang.Double", "java.math.BigDecimal" -> schema("number");
                    case "java.lang.Character" -> schema("string").put("pattern", CHARACTER);
                    case "java.time.Duration" -> schema("string").put("pattern", DURATION);
                    case "java.nio.file.Path" -> schema("string").put("pattern", PATH);
                    case "java.net.URI" -> schema("string").put("format", "uri-reference");
                    case "java.util.UUID" -> schema("string").put("pattern", UUID);
                    default -> null;
                });
    }

    private static ObjectNode whole(int bits) {
        BigInteger limit = BigInteger.ONE.shiftLeft(bits - 1);
        return schema("integer").put("minimum", limit.negate()).put("maximum", limit.subtract(BigInteger.ONE));
    }

    private ObjectNode map(DeclaredType type) throws NotDescribableException {
        TypeMirror key = argument(type, 0);
        boolean text = key.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) key).asElement())
                        .getQualifiedName()
                        .contentEquals(String.class.getName());
        if (!text) {
            throw new NotDescribableException(withoutAnnotations(type) + " has keys that are no texts; " + KNOWN);
        }
        return schema("object").set("additionalProperties", of(argument(type, 1)));
    }

    /** {@return what a collection is of} */
    private static TypeMirror argument(DeclaredType type, int index) throws NotDescribableException {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (index >= arguments.size()) {
            throw new NotDescribableException(withoutAnnotations(type) + " does not say of what; " + KNOWN);
        }
        return arguments.get(index);
    }

    /** {@return the constants, as they are called and in lower-case letters: both are bound} */
    private static ObjectNode constants(TypeElement type) {
        List<String> names = type.getEnclosedElements().stream()
                .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(String::valueOf)
                .toList();
        ObjectNode schema = schema("string");
        ArrayNode all = schema.putArray("enum");
        names.forEach(all::add);
        names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !names.contains(name))
                .distinct()
                .forEach(all::add);
        return schema;
    }

    private ObjectNode record(DeclaredType type, TypeElement element) throws NotDescribableException {
        if (records.isWithin(element)) {
            throw new NotDescribableException(
                    element.getSimpleName() + " contains itself; arguments have a certain depth");
        }
        return records.of(type);
    }

    private static String withoutAnnotations(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
