package dev.bulkhead.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the vectors that others test their hosts with through the code that they must match. */
class VectorsTest {
    private static final Endpoints ENDPOINTS = new Endpoints(Vectors.MAX_MESSAGE);

    @AfterAll
    static void close() {
        ENDPOINTS.close();
    }

    private static Twin twin(JsonNode vector, String url) {
        return new Twin(
                Role.valueOf(vector.path("receiver").asText("HOST")),
                SessionState.valueOf(vector.path("state").asText("STARTED")),
                vector.path("pending").intValue(),
                vector.path("room").asInt(-1),
                ENDPOINTS.connect(url));
    }

    /** A twin that is only asked, so it never connects. */
    private static Twin receiver(JsonNode vector) {
        return twin(vector, "tcp://127.0.0.1:1");
    }

    @TestFactory
    Stream<DynamicTest> shouldDecodeAndEncodeEveryValidFrame() {
        return Vectors.tests("frames-valid.json", vector -> {
            byte[] frame = Vectors.bytes(vector.path("hex"));
            var message = FrameDecoder.decode(frame);
            assertThat(message).isEqualTo(PacketJson.message(vector));
            assertThat(message.properties().keySet()).containsExactlyElementsOf(keys(vector));
            assertThat(Vectors.hex(FrameEncoder.encode(PacketJson.message(vector))))
                    .isEqualTo(Vectors.hex(frame));
        });
    }

    private static List<String> keys(JsonNode vector) {
        List<String> keys = new ArrayList<>();
        vector.path("properties").forEach(property -> keys.add(property.path(0).textValue()));
        return keys;
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryInvalidFrameWithItsText() {
        return Vectors.tests(
                "frames-invalid.json",
                vector -> assertThatThrownBy(() -> FrameDecoder.decode(Vectors.bytes(vector.path("hex"))))
                        .isInstanceOf(MalformedFrameException.class)
                        .hasMessage(vector.path("error").textValue()));
    }

    @TestFactory
    Stream<DynamicTest> shouldReadAndWriteEveryValidPacket() {
        return Vectors.tests("packets-valid.json", vector -> {
            byte[] bytes = Vectors.bytes(vector.path("hex"));
            PacketReader.requireWellFormed(ByteBuffer.wrap(bytes));
            assertThat(PacketJson.readAll(bytes).toPrettyString())
                    .isEqualTo(vector.path("packets").toPrettyString());
            assertThat(Vectors.hex(PacketJson.writeAll(vector.path("packets")))).isEqualTo(Vectors.hex(bytes));
        });
    }

    @Test
    void shouldHaveAValidPacketOfEveryType() {
        Set<PacketType> missing = EnumSet.allOf(PacketType.class);
        for (JsonNode vector : Vectors.read("packets-valid.json")) {
            vector.path("packets")
                    .forEach(packet -> missing.remove(
                            PacketType.valueOf(packet.path("type").textValue())));
        }
        assertThat(missing).as("types without a vector in packets-valid.json").isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryInvalidPacketWithItsCodeAndText() {
        return Vectors.tests("packets-invalid.json", vector -> {
            byte[] bytes = Vectors.bytes(vector.path("hex"));
            ProtocolException refusal = catchThrowableOfType(
                    ProtocolException.class, () -> readAs(vector.path("as").textValue(), bytes));
            assertRefusal(refusal, vector);
        });
    }

    private static void readAs(String type, byte[] bytes) throws ProtocolException {
        if (type == null) {
            PacketReader.requireWellFormed(ByteBuffer.wrap(bytes));
        } else if (type.equals(PacketType.ERROR.name())) {
            throw Errors.read(new PacketReader(bytes).expect(PacketType.ERROR));
        } else {
            // The real reader of the type is the one in PacketJson, once the packet is known to be of that type.
            PacketReader unused = new PacketReader(bytes).expect(PacketType.valueOf(type));
            PacketJson.readAll(bytes);
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerEveryRequestOfAnExchange() {
        return Vectors.tests("exchanges.json", vector -> {
            Twin receiver = receiver(vector);
            int number = 0;
            for (JsonNode step : vector.path("steps")) {
                byte[] reply = receiver.relay().reply(ByteBuffer.wrap(Vectors.bytes(step.path("request"))));
                assertThat(Vectors.hex(reply))
                        .as("reply to step %d, which says %s", ++number, PacketJson.readAll(reply))
                        .isEqualTo(step.path("reply").textValue());
            }
            assertThat(receiver.brokenBy()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryInvalidRequestWithItsCodeAndText() {
        return Vectors.tests("requests-invalid.json", vector -> {
            Twin receiver = receiver(vector);
            byte[] reply = receiver.relay().reply(ByteBuffer.wrap(Vectors.bytes(vector.path("hex"))));
            assertRefusal(Errors.read(new PacketReader(reply).expect(PacketType.ERROR)), vector);
            assertThat(receiver.brokenBy().isPresent())
                    .as("the session has ended")
                    .isEqualTo(vector.path("sessionEnds").booleanValue());
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseEveryInvalidReplyWithItsCodeAndText() {
        return Vectors.tests("replies-invalid.json", vector -> {
            byte[] reply = Vectors.bytes(vector.path("hex"));
            try (ReplyServer server = ENDPOINTS.listen("tcp://127.0.0.1:*", "replies", request -> reply)) {
                Twin sender = twin(vector, server.url());
                sender.relay().sendNow();
                sender.relay().destroy();
                assertThat(sender.brokenBy()).as("the session has ended").isPresent();
                assertRefusal(sender.brokenBy().orElseThrow(), vector);
            }
        });
    }

    private static void assertRefusal(ProtocolException refusal, JsonNode vector) {
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.code().name()).isEqualTo(vector.path("error").textValue());
        assertThat(refusal.code().code()).isEqualTo(vector.path("code").intValue());
        assertThat(refusal).hasMessage(vector.path("text").textValue());
    }
}
