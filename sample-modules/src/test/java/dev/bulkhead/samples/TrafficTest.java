package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class TrafficTest {
    @Test
    void shouldReadWhatEachInterfaceReceivedAndSent() {
        String dev = """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0
                  eth0: 56039807    2875    0    0    0     0          0         0   290399    2456    0    0    0     0       0          0
                """;

        assertThat(Traffic.parse(dev))
                .containsExactly(entry("lo", new Traffic(3193, 3193)), entry("eth0", new Traffic(56_039_807, 290_399)));
    }

    @Test
    void shouldReadANumberThatFollowsTheNameWithoutASpace() {
        assertThat(Traffic.parse("eth0:1234567890 2 0 0 0 0 0 0 99 1 0 0 0 0 0 0"))
                .containsExactly(entry("eth0", new Traffic(1_234_567_890, 99)));
    }

    @Test
    void shouldReadANameThatHoldsAColon() {
        assertThat(Traffic.parse("eth0:1: 10 2 0 0 0 0 0 0 20 1 0 0 0 0 0 0"))
                .containsExactly(entry("eth0:1", new Traffic(10, 20)));
    }

    @Test
    void shouldIgnoreColumnsOfKernelsToCome() {
        assertThat(Traffic.parse("eth0: 10 2 0 0 0 0 0 0 20 1 0 0 0 0 0 0 777"))
                .containsExactly(entry("eth0", new Traffic(10, 20)));
    }

    @Test
    void shouldReadNoInterfacesFromTheHeadingsAlone() {
        assertThat(Traffic.parse("Inter-|   Receive |  Transmit\n face |bytes |bytes\n"))
                .isEmpty();
    }

    @Test
    void shouldRefuseALineThatIsTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traffic.parse("eth0: 10 2 0"))
                .withMessage("an interface has only 3 columns");
    }
}
