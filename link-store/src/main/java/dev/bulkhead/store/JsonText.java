package dev.bulkhead.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The two small maps that the database holds, as JSON with sorted keys: equal maps are equal texts. */
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private JsonText() {}

    static String of(Map<?, ?> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + map, e);
        }
    }

    static Map<String, String> texts(String json) throws SQLException {
        return read(json, TEXTS);
    }

    static Map<String, Long> counts(String json) throws SQLException {
        return read(json, COUNTS);
    }

    private static <T> T read(String json, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new DamagedException("this text in the database is damaged: " + json, e);
        }
    }
}
