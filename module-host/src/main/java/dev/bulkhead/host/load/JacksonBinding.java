package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Binds arguments to whatever Jackson knows, and says in people's words what does not fit. */
final class JacksonBinding {
    /** Of its own, as all that it knows of classes: what others share would keep the classes of a module that is gone. */
    private final ObjectMapper mapper = mapper();

    private final String json;

    JacksonBinding(String json) {
        this.json = json;
    }

    private static ObjectMapper mapper() {
        LookupCache<Object, JavaType> ownTypes = new LRUMap<>(16, 200);
        return JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(ownTypes))
                .annotationIntrospector(new JacksonAnnotationIntrospector())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Float, number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationDeserializer()))
                .build();
    }

    <T> T bind(Class<T> type) {
        try {
            T bound = mapper.readValue(json, type);
            requireLimits(type);
            return bound;
        } catch (ValueInstantiationException e) {
            // What a record's own constructor does not like may be just what its limits forbid, and they say it better.
            requireLimits(type);
            throw refusal(e);
        } catch (JsonMappingException e) {
            throw refusal(e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("args: " + e.getOriginalMessage(), e);
        }
    }

    private void requireLimits(Class<?> type) {
        TreeLimits limits = new TreeLimits(mapper.getTypeFactory());
        Optional<String> problem = limits.problem(tree(), mapper.constructType(type), "args");
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }

    private JsonNode tree() {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            // What did not fit came first; that it is no JSON is the greater trouble.
            throw new IllegalArgumentException("args: " + e.getOriginalMessage(), e);
        }
    }

    private IllegalArgumentException refusal(JsonMappingException e) {
        return new IllegalArgumentException("args" + path(e) + ": " + reason(e), e.getCause());
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return TreeLimits.unknown(known == null ? List.of() : known);
        }
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        boolean typed = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null;
        return typed ? misfit((MismatchedInputException) e) : e.getOriginalMessage();
    }

    private String misfit(MismatchedInputException e) {
        if (e.getTargetType() == Duration.class) {
            return e.getOriginalMessage(); // our own words
        }
        return tree().at(path(e)) + " does not fit; expected is " + TypeWords.of(e.getTargetType());
    }
}
