package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FromGatewayTest {
    private final AtomicInteger told = new AtomicInteger();
    private final Progress progress = new Progress(true, told::incrementAndGet);
    private final FromGateway fromGateway = new FromGateway("*valve", progress);

    @Test
    void shouldCountWhatTheGatewaySentAlone() {
        fromGateway.processed("*valve", null);
        fromGateway.processed("pump", null);
        fromGateway.processed("pump", new IllegalStateException());
        fromGateway.processed("*valve", new IllegalStateException());
        fromGateway.batchEnded();

        assertThat(progress.report().upTo()).isEqualTo(2);
        assertThat(progress.report().failed()).containsExactly(2L);
        assertThat(told).hasValue(1);
    }

    @Test
    void shouldTellNobodyOfWhatNeighboursSent() {
        fromGateway.processed("pump", null);
        fromGateway.batchEnded();

        assertThat(told).hasValue(0);
    }
}
