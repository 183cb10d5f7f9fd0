package dev.bulkhead.wire.protocol;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.Failure;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.protocol.ProtocolDocument.HexBlock;
import dev.bulkhead.wire.session.InboundSequence;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code PROTOCOL.md} against the code, so that neither changes without the other. */
class ProtocolDocumentTest {
    private final ProtocolDocument document = new ProtocolDocument();

    @Test
    void shouldNameEveryPacketTypeWithItsNumber() {
        Map<String, String> written = column(document.table("number", "packet", "from", "in a"), "packet", "number");
        Map<String, String> real = Stream.of(PacketType.values())
                .collect(toMap(PacketType::name, type -> String.format("0x%02x", type.code())));
        assertThat(new TreeMap<>(written))
                .as("PROTOCOL.md, table of section 5.3, against PacketType: make them the same")
                .isEqualTo(new TreeMap<>(real));
    }

    @Test
    void shouldGiveEveryPacketTypeItsNumberInTheGrammar() {
        for (PacketType type : PacketType.values()) {
            String rule =
                    String.format("%-9s = %%x%02x flags length", type.name().toLowerCase(Locale.ROOT), type.code());
            assertThat(document.lines())
                    .as("PROTOCOL.md, section 5.1: the rule of %s must begin with \"%s\"", type, rule)
                    .anyMatch(line -> line.startsWith(rule));
        }
    }

    @Test
    void shouldNameEveryErrorCodeWithItsNumberAndWhetherItIsFatal() {
        List<String> written = document.table("code", "name", "fatal").stream()
                .map(row -> row.get("code") + " " + row.get("name") + ", fatal: " + row.get("fatal"))
                .toList();
        List<String> real = Stream.of(ErrorCode.values())
                .map(code -> code.code() + " " + code.name() + ", fatal: " + (code.isFatal() ? "yes" : "no"))
                .toList();
        assertThat(written)
                .as("PROTOCOL.md, table of section 8, against ErrorCode: make them the same")
                .isEqualTo(real);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichPacketsASideTakesInWhichState(Role role) {
        List<Map<String, String>> rows = document.table(role.name().toLowerCase(Locale.ROOT), "GREETING");
        List<String> written = new ArrayList<>();
        for (Map<String, String> row : rows) {
            for (SessionState state : SessionState.values()) {
                String cell = row.get(state.name());
                assertThat(cell)
                        .as(
                                "PROTOCOL.md, section 6.11, table of the %s: %s must have a column, with yes or -",
                                role, state)
                        .isIn("yes", "-");
                if (cell.equals("yes")) {
                    written.add(state + " takes " + packet(row, role));
                }
            }
        }
        assertThat(written)
                .as("PROTOCOL.md, section 6.11, table of the %s, against SessionState: make them the same", role)
                .containsExactlyInAnyOrderElementsOf(taken(role));
    }

    private static String packet(Map<String, String> row, Role role) {
        return row.get(role.name().toLowerCase(Locale.ROOT));
    }

    private static List<String> taken(Role role) {
        List<String> taken = new ArrayList<>();
        for (SessionState state : SessionState.values()) {
            for (PacketType type : PacketType.values()) {
                if (state.accepts(role, type)) {
                    taken.add(state + " takes " + type);
                }
            }
        }
        return taken;
    }

    @Test
    void shouldGiveTheVersionAndTheLimits() throws Exception {
        Map<String, String> written = column(document.table("limit", "value", "holds for"), "limit", "value");
        Map<String, String> real = Map.of(
                "protocol major", "" + Protocol.MAJOR,
                "protocol minor", "" + Protocol.MINOR,
                "packet header", "" + PacketWriter.HEADER,
                "smallest frame", "" + FrameEncoder.encode(Message.of(Map.of(), "")).length,
                "batch", "" + Protocol.BATCH,
                "overhead", "" + Protocol.OVERHEAD,
                "marks", "" + Protocol.MARKS,
                "cause", "" + Failure.LONGEST_CAUSE,
                "trace", "" + Failure.LONGEST_TRACE,
                "retry", "" + retryAfter().toMillis());
        assertThat(new TreeMap<>(written))
                .as("PROTOCOL.md, first table of section 10, against the constants in the code: make them the same")
                .isEqualTo(new TreeMap<>(real));
        assertThat(document.lines())
                .as("PROTOCOL.md must say its version at its beginning")
                .anyMatch(line -> line.startsWith("Version " + Protocol.MAJOR + "." + Protocol.MINOR + "."));
        assertThat(Protocol.maxRequest(1))
                .as("PROTOCOL.md, section 10: the largest request is message + batch + overhead")
                .isEqualTo(1L + Protocol.BATCH + Protocol.OVERHEAD);
    }

    /** Known to the sockets' package only. */
    private static Duration retryAfter() throws ReflectiveOperationException {
        var field = RequestChannel.class.getDeclaredField("RETRY_AFTER");
        field.setAccessible(true);
        return (Duration) field.get(null);
    }

    @Test
    void shouldNumberWhatALinkDoesWhenItIsFull() throws Exception {
        Map<String, String> written = column(document.table("number", "overflow"), "overflow", "number");
        Map<String, String> real = Stream.of(Overflow.values())
                // No link inside a host has a place for dead letters.
                .filter(overflow -> overflow != Overflow.DEAD_LETTER)
                .collect(toMap(overflow -> label(overflow), overflow -> "" + numberOf(overflow)));
        assertThat(new TreeMap<>(written))
                .as("PROTOCOL.md, section 5.4, LINKS, against Overflow: make them the same")
                .isEqualTo(new TreeMap<>(real));
    }

    private static String label(Overflow overflow) {
        return overflow.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the byte that tells two links from each other that differ in nothing else} */
    private static int numberOf(Overflow overflow) {
        PacketWriter writer = new PacketWriter();
        LinkSpec link = new LinkSpec("", "", Map.of(), overflow, 1, Duration.ZERO);
        new Links(0, List.of(link), List.of()).write(writer);
        // Behind the generation, the number of links, two empty texts and a match of no pairs.
        return writer.toBytes()[PacketWriter.HEADER + 8 + 4 + 4 + 4 + 4];
    }

    @Test
    void shouldNumberTheReasonsForDrops() {
        Map<String, String> written = column(document.table("number", "reason"), "reason", "number");
        Map<String, String> real =
                Stream.of(DropReason.values()).collect(toMap(DropReason::label, reason -> "" + numberOf(reason)));
        assertThat(new TreeMap<>(written))
                .as("PROTOCOL.md, section 5.4, COUNTS, against DropReason: make them the same")
                .isEqualTo(new TreeMap<>(real));
    }

    private static int numberOf(DropReason reason) {
        PacketWriter writer = new PacketWriter();
        LedgerSnapshot ledger = new LedgerSnapshot(0, 0, 0, 0, Map.of(reason, 0L));
        new Counts(0, 0, List.of(new Counts.OfLink(0, ledger))).write(writer);
        // The last but the number of messages.
        return writer.toBytes()[writer.size() - 9];
    }

    @Test
    void shouldNegotiateVersionsAsItsExamplesSay() throws Exception {
        List<Map<String, String>> examples = document.table("host", "gateway", "result");
        assertThat(examples).as("PROTOCOL.md, table of section 7").isNotEmpty();
        for (Map<String, String> example : examples) {
            assertThat(example.get("gateway"))
                    .as("PROTOCOL.md, table of section 7: the examples are of this gateway")
                    .isEqualTo(Protocol.MAJOR + "." + Protocol.MINOR);
            assertExample(hello(example.get("host")), example.get("result"));
        }
    }

    private static Hello hello(String version) {
        String[] numbers = version.split("\\.", 2);
        return new Hello(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), "", "", "", 0, "");
    }

    private static void assertExample(Hello hello, String result) throws ProtocolException {
        String what = "PROTOCOL.md, table of section 7: the result of " + hello.major() + "." + hello.minor();
        if (result.startsWith(ErrorCode.VERSION_MISMATCH.name())) {
            String remedy = result.replaceFirst(".*\"(.*)\"", "$1");
            ProtocolException refusal = catchThrowableOfType(ProtocolException.class, () -> Protocol.negotiate(hello));
            assertThat(refusal).as(what).isNotNull().hasMessageEndingWith(remedy);
            assertThat(refusal.code()).as(what).isEqualTo(ErrorCode.VERSION_MISMATCH);
        } else {
            assertThat(Protocol.MAJOR + "." + Protocol.negotiate(hello))
                    .as(what)
                    .isEqualTo(result);
        }
    }

    @Test
    void shouldShowRealPacketsInItsExample() throws Exception {
        assertThat(document.hexBlocks())
                .as("blocks of hex in section 15 of PROTOCOL.md")
                .isNotEmpty();
        for (HexBlock block : document.hexBlocks()) {
            List<String> types = new ArrayList<>();
            JsonNode packets = read(block);
            packets.forEach(packet -> types.add(packet.path("type").textValue()));
            assertThat(types)
                    .as("PROTOCOL.md, section 15, \"%s\": the packets in the bytes, against the title", block.title())
                    .isEqualTo(block.packets());
            assertThat(Vectors.hex(PacketJson.writeAll(packets)))
                    .as("PROTOCOL.md, section 15, \"%s\": the bytes must be as PacketWriter writes them", block.title())
                    .isEqualTo(block.hex());
        }
    }

    private static JsonNode read(HexBlock block) {
        try {
            return PacketJson.readAll(block.bytes());
        } catch (ProtocolException e) {
            throw new AssertionError(
                    "PROTOCOL.md, section 15, \"" + block.title() + "\": the bytes are no packets: " + e.getMessage(),
                    e);
        }
    }

    @Test
    void shouldShowEveryPacketTypeInItsExample() {
        List<String> shown = new ArrayList<>();
        document.hexBlocks().forEach(block -> shown.addAll(block.packets()));
        assertThat(shown)
                .as("PROTOCOL.md, section 15: the example must show every PacketType")
                .containsAll(Stream.of(PacketType.values()).map(Enum::name).toList());
    }

    @Test
    void shouldTellASessionThatKeepsToTheTable() throws Exception {
        Map<Role, InboundSequence> sequences = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            sequences.put(role, new InboundSequence());
        }
        SessionState state = SessionState.GREETING;
        for (HexBlock block : document.hexBlocks()) {
            Role receiver = block.isFromHost() ? Role.GATEWAY : Role.HOST;
            for (JsonNode packet : read(block)) {
                PacketType type = PacketType.valueOf(packet.path("type").textValue());
                if (type == PacketType.REQUEST) {
                    byte[] unused = sequences
                            .get(receiver)
                            .receive(packet.path("sequence").longValue());
                } else if (isRequest(block)) {
                    String what = "PROTOCOL.md, section 15, \"" + block.title() + "\"";
                    assertThat(state.accepts(receiver, type))
                            .as("%s: the %s takes %s when it is %s", what, receiver, type, state)
                            .isTrue();
                }
                state = after(type, state);
            }
        }
        assertThat(state).as("PROTOCOL.md, section 15: how the session ends").isEqualTo(SessionState.CLOSED);
    }

    private static boolean isRequest(HexBlock block) {
        return List.of("HELLO", "REQUEST").contains(block.packets().get(0));
    }

    private static SessionState after(PacketType type, SessionState state) {
        return switch (type) {
            case WELCOME -> SessionState.ATTACHED;
            case CREATED -> SessionState.CREATED;
            case STARTED, RESUMED -> SessionState.STARTED;
            case SUSPENDED -> SessionState.SUSPENDED;
            case DESTROY -> SessionState.DESTROYING;
            case DESTROYED -> SessionState.CLOSED;
            default -> state;
        };
    }

    @Test
    void shouldAnswerEveryRequestOfItsExampleUnderItsNumber() {
        Map<Boolean, String> awaited = new TreeMap<>();
        for (HexBlock block : document.hexBlocks()) {
            JsonNode head = read(block).path(0);
            boolean fromHost = block.isFromHost();
            if (isRequest(block)) {
                awaited.put(
                        fromHost,
                        head.path("epoch").asText() + "/"
                                + head.path("sequence").asText());
            } else if (head.path("type").asText().equals("REPLY")) {
                assertThat(head.path("epoch").asText() + "/"
                                + head.path("sequence").asText())
                        .as("PROTOCOL.md, section 15, \"%s\": epoch and sequence of the request", block.title())
                        .isEqualTo(awaited.get(!fromHost));
            }
        }
    }

    private static final Pattern LENGTH = Pattern.compile("; (\\w+), (?:no )?flags.*, (\\d+) bytes of data");

    @Test
    void shouldCountRightlyInTheCommentsOfItsExample() {
        for (String line : document.lines()) {
            Matcher comment = LENGTH.matcher(line);
            if (comment.find()) {
                PacketType type = PacketType.valueOf(comment.group(1));
                String header = String.format(
                        "%02x %s %08x",
                        type.code(),
                        comment.group().contains("no flags") ? "00" : line.substring(3, 5),
                        Integer.parseInt(comment.group(2)));
                assertThat(line)
                        .as("PROTOCOL.md, section 15: the header of this line must be what its comment says")
                        .startsWith(header);
            }
        }
    }

    @Test
    void shouldListEveryFileOfVectors() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/vectors"))) {
            List<String> real =
                    files.map(file -> "`" + file.getFileName() + "`").toList();
            assertThat(document.table("file", "has").stream().map(row -> row.get("file")))
                    .as("PROTOCOL.md, table of section 16, against src/test/resources/vectors")
                    .containsExactlyInAnyOrderElementsOf(real);
        }
    }

    private static Map<String, String> column(List<Map<String, String>> rows, String key, String value) {
        return rows.stream().collect(toMap(row -> row.get(key), row -> row.get(value)));
    }
}
