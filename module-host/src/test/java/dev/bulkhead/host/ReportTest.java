package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReportTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Progress progress = new Progress(true, () -> {});
    private final LogQueue log = new LogQueue();
    private Counts counts = new Counts(0, 0, List.of());
    private final Map<String, Boolean> conditions = new LinkedHashMap<>();
    private final ConditionsReport conditionsReport = new ConditionsReport(() -> conditions);

    private Report report(Duration heartbeat) {
        return new Report(
                new Broker(1000).add("valve"),
                progress,
                new CountsReport(() -> counts),
                conditionsReport,
                log,
                heartbeat,
                true);
    }

    private static List<PacketType> types(Report report) throws ProtocolException {
        PacketWriter request = new PacketWriter();
        report.writeTo(request, false);
        return typesIn(request);
    }

    private static List<PacketType> typesIn(PacketWriter request) throws ProtocolException {
        PacketReader reader = new PacketReader(request.toBytes());
        List<PacketType> types = new ArrayList<>();
        while (reader.hasNext()) {
            types.add(reader.next());
            reader.skip();
        }
        return types;
    }

    private static Map<DropReason, Long> everyReason() {
        Map<DropReason, Long> reasons = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            reasons.put(reason, 1L);
        }
        return reasons;
    }

    private void process(int count, boolean returned) {
        for (int i = 0; i < count; i++) {
            progress.processed(returned ? null : new IllegalStateException("stuck"));
        }
    }

    @Test
    void shouldBeginWithAHeartbeatAndNotRepeatItTooSoon() throws ProtocolException {
        Report report = report(LONG);

        assertThat(types(report)).containsExactly(PacketType.HEARTBEAT);
        assertThat(types(report)).isEmpty();
    }

    @Test
    void shouldSendAHeartbeatEveryPeriod() {
        Report report = report(Duration.ofMillis(20));

        await().until(() -> types(report).contains(PacketType.HEARTBEAT));
        await().until(() -> types(report).contains(PacketType.HEARTBEAT));
    }

    @Test
    void shouldSayInAHeartbeatThatAModuleIsIdleAndHowMuchMemoryItTakes() throws ProtocolException {
        PacketWriter request = new PacketWriter();
        report(LONG).writeTo(request, false);

        Heartbeat heartbeat = Heartbeat.read(new PacketReader(request.toBytes()).expect(PacketType.HEARTBEAT));
        assertThat(heartbeat.busyMillis()).isZero();
        assertThat(heartbeat.memory()).isPositive();
        assertThat(heartbeat.work()).isEqualTo(new Work(0, 0));
    }

    @Test
    void shouldSayInTheLastHeartbeatsWhatTheModuleHasDone() throws ProtocolException {
        Report report = report(LONG);
        var unused = types(report);
        PacketWriter last = new PacketWriter();
        report.writeTo(last, true);

        assertThat(new PacketReader(last.toBytes()).next()).isEqualTo(PacketType.HEARTBEAT);
    }

    @Test
    void shouldReportAConditionWhenItHasChangedAndNotAgain() throws ProtocolException {
        Report report = report(LONG);
        var unused = types(report);
        conditions.put("ready", true);
        conditionsReport.changed();

        assertThat(types(report)).containsExactly(PacketType.CONDITION);
        report.arrived();
        conditionsReport.changed();
        assertThat(types(report)).isEmpty();
        conditions.put("ready", false);
        conditionsReport.changed();
        assertThat(types(report)).containsExactly(PacketType.CONDITION);
    }

    @Test
    void shouldReportManyConditionsInPortions() throws ProtocolException {
        Report report = report(LONG);
        var unused = types(report);
        for (int i = 0; i < 20; i++) {
            conditions.put("c" + i, true);
        }
        conditionsReport.changed();

        assertThat(types(report)).hasSize(16);
        assertThat(report.hasMore()).isTrue();
        report.arrived();
        assertThat(types(report)).hasSize(4);
        report.arrived();
        assertThat(report.hasMore()).isFalse();
        assertThat(types(report)).isEmpty();
    }

    @Test
    void shouldReportProgressUntilItHasArrivedAndNotAgain() throws ProtocolException {
        Report report = report(LONG);
        process(1, false);

        assertThat(types(report)).containsExactly(PacketType.HEARTBEAT, PacketType.FAILURE, PacketType.PROCESSED);
        assertThat(types(report)).containsExactly(PacketType.FAILURE, PacketType.PROCESSED);
        report.arrived();
        assertThat(types(report)).isEmpty();
    }

    @Test
    void shouldReportWhatCameWhileAReportWasOnItsWay() throws ProtocolException {
        Report report = report(LONG);
        process(1, false);
        assertThat(types(report)).contains(PacketType.PROCESSED);
        process(1, true);
        report.arrived();

        PacketWriter request = new PacketWriter();
        report.writeTo(request, false);
        assertThat(Processed.read(new PacketReader(request.toBytes()).expect(PacketType.PROCESSED)))
                .isEqualTo(new Processed(2, List.of()));
    }

    @Test
    void shouldNotTakeTheArrivalOfOtherThingsForThatOfAReport() throws ProtocolException {
        Report report = report(LONG);
        process(1, true);
        report.arrived();

        assertThat(types(report)).contains(PacketType.PROCESSED);
    }

    @Test
    void shouldSendLogLines() throws ProtocolException {
        Report report = report(LONG);
        log.add(new LogLine(20, 0, "com.acme.Valve", "open"));
        log.add(new LogLine(20, 0, "com.acme.Valve", "shut"));

        assertThat(types(report)).containsExactly(PacketType.HEARTBEAT, PacketType.LOG, PacketType.LOG);
        assertThat(types(report)).isEmpty();
    }

    @Test
    void shouldFitIntoTheRoomThatARequestHas() throws ProtocolException {
        Report report = report(LONG);
        LedgerSnapshot ledger = new LedgerSnapshot(9, 1, 0, 1, everyReason());
        counts = new Counts(
                1,
                1,
                IntStream.range(0, 1000)
                        .mapToObj(index -> new Counts.OfLink(index, ledger))
                        .toList());
        for (int i = 0; i < 20; i++) {
            conditions.put("c".repeat(60) + i, true);
        }
        conditionsReport.changed();
        // The most of them that one report names, and one of which it is kept what it was.
        for (int i = 0; i < 1015; i++) {
            progress.processed(new IllegalStateException("€".repeat(20_000)));
        }
        for (int i = 0; i < 100; i++) {
            log.add(new LogLine(20, 0, "€".repeat(300), "€".repeat(20_000)));
        }
        PacketWriter request = new PacketWriter();
        report.writeTo(request, false);

        assertThat(request.size()).isLessThan(Protocol.OVERHEAD);
        assertThat(typesIn(request)).contains(PacketType.COUNTS, PacketType.FAILURE, PacketType.LOG);
    }
}
