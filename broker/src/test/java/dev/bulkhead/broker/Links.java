package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Specifications and links from {@code a} to {@code b}. */
final class Links {
    /** Longer than any test takes. */
    static final Duration LONG = Duration.ofMinutes(10);

    private Links() {}

    static LinkSpec spec(Overflow overflow, int capacity, Duration blockFor) {
        return spec("a", "b", overflow, capacity, blockFor);
    }

    static LinkSpec spec(String source, String sink, Overflow overflow, int capacity, Duration blockFor) {
        return new LinkSpec(source, sink, Map.of(), overflow, capacity, blockFor);
    }

    static LinkSpec weighed(int capacity, long capacityBytes) {
        return new LinkSpec("a", "b", Map.of(), Overflow.BLOCK, capacity, capacityBytes, LONG);
    }

    /** {@return a link whose sink is running} */
    static Link running(LinkSpec spec) {
        Link link = new Link(spec, spec.source(), () -> {});
        link.sinkRunning();
        return link;
    }

    /** {@return the counts of a queue} */
    static Ledger ledger(LinkQueue queue) {
        Ledger ledger = new Ledger();
        ledger.add(queue);
        return ledger;
    }

    static List<Integer> takeAll(Link link) {
        return Stream.generate(() -> link.take(link))
                .takeWhile(Objects::nonNull)
                .map((Message message) -> Messages.number(message))
                .toList();
    }
}
