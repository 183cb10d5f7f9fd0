package dev.bulkhead.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class JeroMqAsItComesTest {
    /** On the class path of this test, as on Bulkhead's own, wire precedes JeroMQ. */
    @Test
    void shouldRefuseBulkheadsReplacement() {
        assertThatIllegalStateException()
                .isThrownBy(JeroMqAsItComes::require)
                .withMessageContaining("wire")
                .withMessageContaining("a rival must have that of")
                .withMessageContaining("jeromq");
    }
}
