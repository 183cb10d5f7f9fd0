package dev.bulkhead.wire.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Reads the files of vectors, and makes a test of each vector. */
final class Vectors {
    /** The epoch of every session in the vectors. */
    static final long EPOCH = 0x0102030405060708L;
    /** The largest message in every session of the vectors. */
    static final int MAX_MESSAGE = 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Vectors() {}

    static List<JsonNode> read(String file) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
            List<JsonNode> vectors = new ArrayList<>();
            MAPPER.readTree(in).forEach(vectors::add);
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the vectors in " + file, e);
        }
    }

    static Stream<DynamicTest> tests(String file, ThrowingConsumer<JsonNode> check) {
        return read(file).stream()
                .map(vector -> DynamicTest.dynamicTest(vector.path("name").textValue(), () -> check.accept(vector)));
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.textValue());
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
