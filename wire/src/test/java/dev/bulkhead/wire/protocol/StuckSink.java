package dev.bulkhead.wire.protocol;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Overflow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A module that runs and never takes a message, so that what is published for it fills its queue. */
final class StuckSink implements Module {
    private final CountDownLatch stuck = new CountDownLatch(1);

    /** Links a source to a new stuck module, with room for so many messages. */
    static void link(Broker broker, String source, int room) {
        StuckSink sink = new StuckSink();
        Member member = broker.add("stuck");
        broker.link(new LinkSpec(source, "stuck", Map.of(), Overflow.BLOCK, room, Duration.ofDays(1)));
        member.instantiate(() -> sink).join();
        member.create(new NoArgs()).join();
        member.start(DeliveryListener.NONE).join();
        sink.awaitStuck();
    }

    @Override
    public void create(ModuleContext context) {
        context.every(Duration.ofMillis(1), this::getStuck);
    }

    private void getStuck() {
        stuck.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStuck() {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a sink was getting stuck", e);
        }
    }

    @Override
    public void receive(Message message) {
        throw new AssertionError("a stuck module receives nothing");
    }

    @Override
    public void destroy() {}
}
