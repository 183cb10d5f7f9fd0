package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropReasonTest {
    @ParameterizedTest
    @CsvSource({
        "OVERFLOW, overflow",
        "TIMEOUT, timeout",
        "SINK_DOWN, sink-down",
        "RECEIVE_FAILED, receive-failed",
        "HOST_LOST, host-lost",
        "SINK_SUSPENDED, sink-suspended",
        "LINK_REMOVED, link-removed",
    })
    void shouldBeShownAs(DropReason reason, String label) {
        assertThat(reason.label()).isEqualTo(label);
    }
}
