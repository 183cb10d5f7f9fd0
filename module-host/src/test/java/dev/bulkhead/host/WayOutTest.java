package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.wire.packet.Links;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WayOutTest {
    private static final Message CPU = Message.of(Map.of("kind", "cpu"), "1");
    private static final Message DISK = Message.of(Map.of("kind", "disk"), "2");

    private final WayOut wayOut = new WayOut("valve");

    private static LinkSpec inside(String source, String kind) {
        return new LinkSpec(source, "log", Map.of("kind", kind), Overflow.BLOCK, 1, Duration.ZERO);
    }

    @Test
    void shouldTakeAllUntilItIsKnownWhatStaysInside() {
        assertThat(wayOut).accepts(CPU, DISK);
    }

    @Test
    void shouldLeaveInsideWhatNobodyOutsideWants() {
        wayOut.follow(new Links(1, List.of(inside("valve", "cpu")), List.of()));

        assertThat(wayOut).rejects(CPU).accepts(DISK);
    }

    @Test
    void shouldTakeOutWhatBothWant() {
        wayOut.follow(new Links(1, List.of(inside("valve", "cpu")), List.of(Map.of("kind", "c*"))));

        assertThat(wayOut).accepts(CPU, DISK);
    }

    @Test
    void shouldNotLookAtTheLinksOfOthers() {
        wayOut.follow(new Links(1, List.of(inside("pump", "cpu")), List.of()));

        assertThat(wayOut).accepts(CPU, DISK);
    }
}
