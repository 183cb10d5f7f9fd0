package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountsReportTest {
    private Counts counts = counts(1, 1, 2);
    private final CountsReport report = new CountsReport(() -> counts);

    /** As many links as there are numbers, each with as many messages. */
    private static Counts counts(long generation, long... published) {
        return new Counts(
                generation,
                1,
                IntStream.range(0, published.length)
                        .mapToObj(i -> new Counts.OfLink(i, new LedgerSnapshot(published[i], 0, 0, 0, Map.of())))
                        .toList());
    }

    /** {@return the links that are told of} */
    private List<Integer> told() throws ProtocolException {
        PacketWriter request = new PacketWriter();
        report.writeTo(request);
        if (request.size() == 0) {
            return List.of();
        }
        return Counts.read(new PacketReader(request.toBytes()).expect(PacketType.COUNTS)).links().stream()
                .map(Counts.OfLink::index)
                .toList();
    }

    @Test
    void shouldTellWhatHasChanged() throws ProtocolException {
        assertThat(told()).containsExactly(0, 1);
        report.arrived();
        assertThat(told()).isEmpty();
        counts = counts(1, 1, 3);
        assertThat(told()).containsExactly(1);
    }

    @Test
    void shouldTellAgainWhatHasNotArrived() throws ProtocolException {
        assertThat(told()).containsExactly(0, 1);
        assertThat(told()).containsExactly(0, 1);
    }

    @Test
    void shouldTellAllInAnotherGeneration() throws ProtocolException {
        assertThat(told()).containsExactly(0, 1);
        report.arrived();
        counts = counts(2, 1, 2);
        assertThat(told()).containsExactly(0, 1);
    }

    @Test
    void shouldTellOfManyLinksInSeveralRequests() throws ProtocolException {
        counts = counts(1, new long[300]);

        assertThat(told()).hasSize(128).startsWith(0);
        assertThat(report.hasMore()).isTrue();
        report.arrived();
        assertThat(told()).hasSize(128).startsWith(128);
        report.arrived();
        assertThat(told()).hasSize(44).startsWith(256);
        assertThat(report.hasMore()).isFalse();
    }

    /** With the largest portion of the log, one long line more, the most failures, and a heartbeat beside it. */
    @Test
    void shouldFitIntoARequestWithAllElse() {
        Map<dev.bulkhead.broker.DropReason, Long> reasons = new EnumMap<>(dev.bulkhead.broker.DropReason.class);
        Arrays.stream(dev.bulkhead.broker.DropReason.values()).forEach(reason -> reasons.put(reason, Long.MAX_VALUE));
        counts = new Counts(
                1,
                1,
                IntStream.range(0, 1000)
                        .mapToObj(i -> new Counts.OfLink(i, new LedgerSnapshot(1, 1, 1, 1, reasons)))
                        .toList());
        PacketWriter request = new PacketWriter();
        report.writeTo(request);

        assertThat(request.size()).isLessThan(16 * 1024);
    }
}
