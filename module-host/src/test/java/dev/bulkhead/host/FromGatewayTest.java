package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FromGatewayTest {
    private final AtomicInteger told = new AtomicInteger();
    private final Progress progress = new Progress(told::incrementAndGet);
    private final FromGateway fromGateway = new FromGateway("*valve", progress);

    @Test
    void shouldCountWhatTheGatewaySentAlone() {
        fromGateway.processed("*valve", true);
        fromGateway.processed("pump", true);
        fromGateway.processed("pump", false);
        fromGateway.processed("*valve", false);
        fromGateway.batchEnded();

        assertThat(progress.report().upTo()).isEqualTo(2);
        assertThat(progress.report().failed()).containsExactly(2L);
        assertThat(told).hasValue(1);
    }

    @Test
    void shouldTellNobodyOfWhatNeighboursSent() {
        fromGateway.processed("pump", true);
        fromGateway.batchEnded();

        assertThat(told).hasValue(0);
    }
}
