package dev.bulkhead.wire.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.broker.Failure;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.packet.Condition;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Saved;
import dev.bulkhead.wire.packet.Welcome;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Packets as JSON, and back: the form that {@code packets-valid.json} gives them. */
final class PacketJson {
    private PacketJson() {}

    /** {@return all packets of a request or a reply} */
    static ArrayNode readAll(byte[] bytes) throws ProtocolException {
        ArrayNode packets = JsonNodeFactory.instance.arrayNode();
        PacketReader reader = new PacketReader(bytes);
        while (reader.hasNext()) {
            packets.add(read(reader));
        }
        reader.requireEnd();
        return packets;
    }

    /** Reads the next packet. */
    static ObjectNode read(PacketReader reader) throws ProtocolException {
        PacketType type = reader.next();
        ObjectNode packet = JsonNodeFactory.instance.objectNode();
        packet.put("type", type.name()).put("flags", reader.flags());
        readFields(type, reader, packet);
        return packet;
    }

    private static void readFields(PacketType type, PacketReader reader, ObjectNode packet) throws ProtocolException {
        switch (type) {
            case HELLO -> {
                Hello hello = Hello.read(reader);
                packet.put("major", hello.major())
                        .put("minor", hello.minor())
                        .put("token", hello.token())
                        .put("module", hello.module())
                        .put("url", hello.url())
                        .put("pid", hello.pid())
                        .put("software", hello.software());
            }
            case WELCOME -> {
                Welcome welcome = Welcome.read(reader);
                packet.put("epoch", HexFormat.of().toHexDigits(welcome.epoch()))
                        .put("major", welcome.major())
                        .put("minor", welcome.minor())
                        .put("heartbeatMillis", welcome.heartbeatMillis())
                        .put("limitMillis", welcome.limitMillis())
                        .put("maxMessage", welcome.maxMessage());
            }
            case REQUEST, REPLY ->
                packet.put("epoch", HexFormat.of().toHexDigits(reader.u64())).put("sequence", reader.u64());
            case ERROR ->
                packet.put("code", reader.u16()).put("fatal", reader.u8() == 1).put("text", reader.text());
            case PENDING, START, RESUME, SAVE -> {}
            case CREATE -> packet.put("args", reader.text());
            case CREATED, RESTORED, STARTED, SUSPENDED, RESUMED, DESTROYED -> {
                Outcome outcome = Outcome.read(reader);
                packet.put("succeeded", outcome.succeeded()).put("text", outcome.text());
            }
            case DESTROY -> packet.put("graceMillis", reader.u31());
            case SUSPEND -> packet.put("limitMillis", reader.u31());
            case SAVED -> {
                Saved saved = Saved.read(reader);
                packet.put("succeeded", saved.succeeded())
                        .put("text", saved.text())
                        .put("state", HexFormat.of().formatHex(saved.state()));
            }
            case RESTORE -> packet.put("state", HexFormat.of().formatHex(reader.bytes()));
            case CONDITION -> {
                Condition condition = Condition.read(reader);
                packet.put("name", condition.name()).put("holds", condition.holds());
            }
            case MESSAGE -> readMessage(reader.message(new FrameDecoder()), packet);
            case ACCEPTED -> packet.put("accepted", reader.u31()).put("processed", reader.u64());
            case PROCESSED -> {
                Processed processed = Processed.read(reader);
                packet.put("upTo", processed.upTo());
                processed.failed().forEach(packet.putArray("failed")::add);
            }
            case FAILURE -> {
                Failed failed = Failed.read(reader);
                packet.put("number", failed.number())
                        .put("cause", failed.what().cause())
                        .put("trace", failed.what().trace());
            }
            case CONFIRM -> packet.put("on", reader.u8() == 1);
            case HEARTBEAT -> {
                Heartbeat heartbeat = Heartbeat.read(reader);
                packet.put("busyMillis", heartbeat.busyMillis()).put("memory", heartbeat.memory());
                Work work = heartbeat.work();
                if (work != null) {
                    packet.put("batches", work.batches()).put("nanos", work.nanos());
                }
            }
            case LOG -> {
                LogLine line = LogLine.read(reader);
                packet.put("level", line.level())
                        .put("epochMillis", line.epochMillis())
                        .put("logger", line.logger())
                        .put("text", line.text());
            }
            case LINKS -> LinkJson.read(Links.read(reader), packet);
            case COUNTS -> LinkJson.read(Counts.read(reader), packet);
        }
    }

    private static void readMessage(Message message, ObjectNode to) {
        ArrayNode properties = to.putArray("properties");
        message.properties()
                .forEach((key, value) -> properties.addArray().add(key).add(value));
        to.put("content", HexFormat.of().formatHex(message.content()));
    }

    /** {@return the request or reply with these packets} */
    static byte[] writeAll(JsonNode packets) {
        PacketWriter writer = new PacketWriter();
        packets.forEach(packet -> write(packet, writer));
        return writer.toBytes();
    }

    private static void write(JsonNode packet, PacketWriter writer) {
        PacketType type = PacketType.valueOf(packet.path("type").textValue());
        int flags = packet.path("flags").intValue();
        switch (type) {
            case HELLO -> hello(packet).write(writer);
            case WELCOME -> welcome(packet).write(writer);
            case REQUEST, REPLY ->
                writer.begin(type, flags)
                        .u64(epoch(packet))
                        .u64(packet.path("sequence").longValue())
                        .end();
            case ERROR ->
                writer.begin(type, flags)
                        .u16(packet.path("code").intValue())
                        .u8(packet.path("fatal").booleanValue() ? 1 : 0)
                        .text(packet.path("text").textValue())
                        .end();
            case PENDING, START, RESUME, SAVE -> writer.begin(type, flags).end();
            case CREATE ->
                writer.begin(type, flags).text(packet.path("args").textValue()).end();
            case CREATED, RESTORED, STARTED, SUSPENDED, RESUMED, DESTROYED ->
                outcome(packet, flags).write(type, writer);
            case DESTROY ->
                writer.begin(type, flags)
                        .u32(packet.path("graceMillis").intValue())
                        .end();
            case SUSPEND ->
                writer.begin(type, flags)
                        .u32(packet.path("limitMillis").intValue())
                        .end();
            case SAVED -> saved(packet).write(writer);
            case RESTORE -> writer.begin(type, flags).bytes(state(packet)).end();
            case CONDITION ->
                new Condition(
                                packet.path("name").textValue(),
                                packet.path("holds").booleanValue())
                        .write(writer);
            case MESSAGE -> writer.message(message(packet));
            case ACCEPTED ->
                writer.begin(type, flags)
                        .u32(packet.path("accepted").intValue())
                        .u64(packet.path("processed").longValue())
                        .end();
            case PROCESSED -> processed(packet).write(writer);
            case FAILURE ->
                new Failed(
                                packet.path("number").longValue(),
                                new Failure(
                                        packet.path("cause").textValue(),
                                        packet.path("trace").textValue()))
                        .write(writer);
            case CONFIRM ->
                writer.begin(type, flags)
                        .u8(packet.path("on").booleanValue() ? 1 : 0)
                        .end();
            case HEARTBEAT -> heartbeat(packet).write(writer);
            case LOG -> logLine(packet).write(writer);
            case LINKS -> LinkJson.links(packet).write(writer);
            case COUNTS -> LinkJson.counts(packet).write(writer);
        }
    }

    private static Hello hello(JsonNode packet) {
        return new Hello(
                packet.path("major").intValue(),
                packet.path("minor").intValue(),
                packet.path("token").textValue(),
                packet.path("module").textValue(),
                packet.path("url").textValue(),
                packet.path("pid").longValue(),
                packet.path("software").textValue());
    }

    private static Welcome welcome(JsonNode packet) {
        return new Welcome(
                epoch(packet),
                packet.path("major").intValue(),
                packet.path("minor").intValue(),
                packet.path("heartbeatMillis").intValue(),
                packet.path("limitMillis").intValue(),
                packet.path("maxMessage").intValue());
    }

    private static long epoch(JsonNode packet) {
        return HexFormat.fromHexDigitsToLong(packet.path("epoch").textValue());
    }

    private static Outcome outcome(JsonNode packet, int flags) {
        return new Outcome(
                packet.path("succeeded").booleanValue(),
                flags,
                packet.path("text").textValue());
    }

    private static Heartbeat heartbeat(JsonNode packet) {
        Work work = packet.has("batches")
                ? new Work(
                        packet.path("batches").longValue(), packet.path("nanos").longValue())
                : null;
        return new Heartbeat(
                packet.path("busyMillis").longValue(), packet.path("memory").longValue(), work);
    }

    private static Saved saved(JsonNode packet) {
        return packet.path("succeeded").booleanValue()
                ? Saved.of(state(packet))
                : Saved.failure(packet.path("text").textValue());
    }

    private static byte[] state(JsonNode packet) {
        return HexFormat.of().parseHex(packet.path("state").textValue());
    }

    private static Processed processed(JsonNode packet) {
        List<Long> failed = new ArrayList<>();
        packet.path("failed").forEach(number -> failed.add(number.longValue()));
        return new Processed(packet.path("upTo").longValue(), failed);
    }

    private static LogLine logLine(JsonNode packet) {
        return new LogLine(
                packet.path("level").intValue(),
                packet.path("epochMillis").longValue(),
                packet.path("logger").textValue(),
                packet.path("text").textValue());
    }

    /** {@return the message with the properties and the content of this vector} */
    static Message message(JsonNode vector) {
        Message.Builder message = Message.builder();
        for (JsonNode property : vector.path("properties")) {
            message.property(property.path(0).textValue(), property.path(1).textValue());
        }
        return message.content(Vectors.bytes(vector.path("content"))).build();
    }
}
