package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogQueueTest {
    private static final int CAPACITY = 2048;
    private static final int LONGEST = 8 * 1024;

    private final LogQueue queue = new LogQueue();

    private static LogLine line(String text) {
        return new LogLine(20, 1234, "com.acme.Valve", text);
    }

    private static List<LogLine> lines(PacketWriter request) throws ProtocolException {
        PacketReader reader = new PacketReader(request.toBytes());
        List<LogLine> lines = new ArrayList<>();
        while (reader.hasNext()) {
            lines.add(LogLine.read(reader.expect(PacketType.LOG)));
        }
        return lines;
    }

    private List<LogLine> portion() throws ProtocolException {
        PacketWriter request = new PacketWriter();
        queue.writeTo(request);
        return lines(request);
    }

    private List<String> allTexts() throws ProtocolException {
        List<String> all = new ArrayList<>();
        for (List<LogLine> some = portion(); !some.isEmpty(); some = portion()) {
            some.forEach(line -> all.add(line.text()));
        }
        return all;
    }

    private void addNumbered(int count) {
        IntStream.range(0, count).forEach(i -> queue.add(line("line " + i)));
    }

    @Test
    void shouldHandOnLinesInOrder() throws ProtocolException {
        queue.add(line("first"));
        queue.add(line("second"));

        assertThat(portion()).containsExactly(line("first"), line("second"));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(portion()).isEmpty();
    }

    @Test
    void shouldWriteBehindWhatTheRequestHasAlready() throws ProtocolException {
        queue.add(line("first"));
        PacketWriter request = new PacketWriter();
        line("before").write(request);
        queue.writeTo(request);

        assertThat(lines(request)).containsExactly(line("before"), line("first"));
    }

    @Test
    void shouldHoldSoManyLinesAndNoMore() throws ProtocolException {
        addNumbered(CAPACITY);

        assertThat(allTexts()).hasSize(CAPACITY).startsWith("line 0").endsWith("line " + (CAPACITY - 1));
    }

    @Test
    void shouldSayHowManyLinesWereLeftOutAndWhere() throws ProtocolException {
        addNumbered(CAPACITY + 7);
        int taken = portion().size();
        queue.add(line("later"));

        assertThat(allTexts())
                .hasSize(CAPACITY - taken + 2)
                .endsWith("line " + (CAPACITY - 1), "7 log lines were left out here", "later");
    }

    @Test
    void shouldSayThatLinesWereLeftOutEvenIfNoneComesAfterThem() throws ProtocolException {
        addNumbered(CAPACITY + 7);

        assertThat(allTexts())
                .hasSize(CAPACITY + 1)
                .endsWith("line " + (CAPACITY - 1), "7 log lines were left out here");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shouldWarnOfLinesThatWereLeftOut() throws ProtocolException {
        addNumbered(CAPACITY + 1);
        List<LogLine> last = List.of();
        for (List<LogLine> some = portion(); !some.isEmpty(); some = portion()) {
            last = some;
        }

        assertThat(last.get(last.size() - 1))
                .isEqualTo(new LogLine(30, 1234, "bulkhead", "1 log lines were left out here"));
    }

    @Test
    void shouldStayBoundedWhenThereWasRoomForJustOneLine() throws ProtocolException {
        // Takes a whole portion by itself, so that the first portion makes room for one line.
        queue.add(line("€".repeat(LONGEST)));
        addNumbered(CAPACITY);
        assertThat(portion()).hasSize(1);

        addNumbered(CAPACITY);

        assertThat(allTexts()).hasSizeLessThanOrEqualTo(CAPACITY + 2);
    }

    @Test
    void shouldCutALongText() throws ProtocolException {
        queue.add(line("x".repeat(LONGEST)));
        queue.add(line("x".repeat(LONGEST + 1)));

        assertThat(allTexts()).containsExactly("x".repeat(LONGEST), "x".repeat(LONGEST) + "… (1 characters more)");
    }

    @Test
    void shouldCutTheFrontOfALongName() throws ProtocolException {
        queue.add(new LogLine(20, 0, "a".repeat(300) + ".Valve", "text"));

        assertThat(portion().get(0).logger()).isEqualTo("…" + "a".repeat(194) + ".Valve");
    }

    @Test
    void shouldNotCutWhatIsAsLongAsItMayBe() throws ProtocolException {
        queue.add(new LogLine(20, 0, "a".repeat(200), "text"));

        assertThat(portion().get(0).logger()).isEqualTo("a".repeat(200));
    }

    @Test
    void shouldNotFillARequestBeyondItsRoom() throws ProtocolException {
        for (int i = 0; i < 20; i++) {
            queue.add(new LogLine(20, 0, "€".repeat(300), "€".repeat(LONGEST * 2)));
        }
        int requests = 0;
        while (!queue.isEmpty()) {
            PacketWriter request = new PacketWriter();
            queue.writeTo(request);
            assertThat(request.size()).isLessThan(Protocol.OVERHEAD - 9 * 1024);
            requests++;
        }

        assertThat(requests).isGreaterThan(1);
    }
}
