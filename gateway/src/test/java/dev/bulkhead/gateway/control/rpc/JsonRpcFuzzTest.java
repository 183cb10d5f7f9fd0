package dev.bulkhead.gateway.control.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever somebody with the token sends, the answer is one of JSON-RPC, and the fault is never the gateway's. */
class JsonRpcFuzzTest {
    private static final Set<Integer> CODES = Stream.concat(
                    Stream.of(
                            RpcException.NO_JSON,
                            RpcException.BAD_REQUEST,
                            RpcException.NO_SUCH_METHOD,
                            RpcException.BAD_PARAMS),
                    Arrays.stream(ControlError.values()).map(ControlError::code))
            .collect(Collectors.toUnmodifiableSet());
    private static final ObjectMapper JSON = new ObjectMapper();

    @FuzzTest
    void shouldAnswerAsTheStandardSays(byte[] bytes) throws JsonProcessingException {
        FakeController modules = new FakeController();
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        modules.add("pump", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.canBeSuspended("pump");
        Observers observers = new Observers();
        Methods methods = new Methods(
                modules, () -> new Inventory("1.2.3", modules.status().modules()), observers::registered);
        JsonRpc rpc = new JsonRpc(methods, Duration.ofSeconds(60));
        String text = new String(bytes, StandardCharsets.UTF_8);
        try (Events events = new Events(modules, new ModuleLines(), observers, JsonRpcFuzzTest::assertNotification)) {
            assertAnswer(rpc.answer(text, events).join());
            events.answered();
        }
        assertThat(modules.listeners()).isZero();
        assertThat(observers.registered()).isZero();
    }

    private static void assertAnswer(Optional<String> answer) throws JsonProcessingException {
        if (answer.isEmpty()) {
            return;
        }
        JsonNode json = JSON.readTree(answer.get());
        if (json.isArray()) {
            assertThat(json.size()).isPositive();
            IntStream.range(0, json.size()).forEach(i -> assertOne(json.get(i)));
        } else {
            assertOne(json);
        }
    }

    private static void assertOne(JsonNode answer) {
        assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
        JsonNode id = answer.path("id");
        assertThat(id.isNull() || id.isTextual() || id.isNumber()).isTrue();
        assertThat(answer.has("result")).isNotEqualTo(answer.has("error"));
        assertThat(answer.size()).isEqualTo(3);
        if (answer.has("error")) {
            assertThat(CODES).contains(answer.at("/error/code").asInt());
            assertThat(answer.at("/error/message").asText()).isNotBlank().hasSizeLessThan(1000);
        }
    }

    private static void assertNotification(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            assertThat(json.path("method").isTextual() && json.path("params").isObject())
                    .isTrue();
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
