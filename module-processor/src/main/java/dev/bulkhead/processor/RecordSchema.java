package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** The JSON Schema of a record of arguments. */
final class RecordSchema {
    private final Types types;
    private final Javadoc javadoc;
    private final Problems problems;
    private final ValueSchema values;
    /** The records that are being described, the outermost first. */
    private final Deque<TypeElement> around = new ArrayDeque<>();

    RecordSchema(ProcessingEnvironment environment, Javadoc javadoc, Problems problems) {
        types = environment.getTypeUtils();
        this.javadoc = javadoc;
        this.problems = problems;
        values = new ValueSchema(environment, this);
    }

    /** {@return the schema of no arguments} */
    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
    }

    /** {@return the schema of this record; what cannot be described is told, and left out} */
    ObjectNode of(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        Map<String, String> descriptions = javadoc.params(element);
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        around.addLast(element);
        for (RecordComponentElement component : element.getRecordComponents()) {
            describe(component, type).ifPresent(schema -> {
                String name = component.getSimpleName().toString();
                String description = descriptions.getOrDefault(name, "");
                if (!description.isEmpty()) {
                    schema.put("description", description);
                }
                properties.set(name, schema);
                if (Mirror.of(component, Api.ARG)
                        .filter(arg -> arg.flag("required"))
                        .isPresent()) {
                    required.add(name);
                }
            });
        }
        around.removeLast();
        return object(properties, required);
    }

    private static ObjectNode object(ObjectNode properties, List<String> required) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema.put("additionalProperties", false);
    }

    /** {@return whether this record is being described already} */
    boolean isWithin(TypeElement type) {
        return around.contains(type);
    }

    private Optional<ObjectNode> describe(RecordComponentElement component, DeclaredType record) {
        TypeMirror type = ((ExecutableType) types.asMemberOf(record, component.getAccessor())).getReturnType();
        Element place = place(component, record.asElement());
        Optional<Mirror> arg = Mirror.of(component, Api.ARG);
        try {
            ObjectNode schema = values.of(type);
            arg.ifPresent(limits -> new Limits(problems, place, limits).addTo(schema, type));
            return Optional.of(schema);
        } catch (NotDescribableException e) {
            problems.add(place, component.getSimpleName() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** {@return the field: JDK 17 does not know where a component stands in its file, but where its field does} */
    private static Element place(RecordComponentElement component, Element record) {
        return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .map(Element.class::cast)
                .findFirst()
                .orElse(component);
    }
}
