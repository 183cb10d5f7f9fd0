package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptTest {
    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldRestAlthoughTheModuleLeftItsThreadInterrupted() {
        Probe source = bench.run("a", new Probe());
        Probe sink = bench.run(
                "b", new Probe().onReceive(message -> Thread.currentThread().interrupt()));
        source.context().publish(Messages.number(1));
        bench.awaitDelivered("a", "b", 1);

        await().until(() -> sink.thread().getState() == Thread.State.WAITING);
        assertThat(sink.thread().isInterrupted()).isFalse();
        source.context().publish(Messages.number(2));
        bench.awaitDelivered("a", "b", 2);
    }
}
