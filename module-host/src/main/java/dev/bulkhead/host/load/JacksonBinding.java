package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** Binds arguments to whatever Jackson knows, and says in people's words what does not fit. */
final class JacksonBinding {
    private static final ObjectMapper MAPPER = mapper();

    private final String json;

    JacksonBinding(String json) {
        this.json = json;
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
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
            return MAPPER.readValue(json, type);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("args" + path(e) + ": " + reason(e), e.getCause());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("args: " + e.getOriginalMessage(), e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return known == null || known.isEmpty()
                    ? "the module takes no arguments"
                    : "there is no such argument; there are "
                            + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
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
        try {
            return MAPPER.readTree(json).at(path(e)) + " does not fit; expected is " + TypeWords.of(e.getTargetType());
        } catch (JsonProcessingException unreadable) {
            return e.getOriginalMessage();
        }
    }
}
