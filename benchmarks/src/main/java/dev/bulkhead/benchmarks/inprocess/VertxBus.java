package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The event bus of Vert.x, with a codec that passes the object on, and every sink in a verticle of its own. It drops what its
 * consumers do not keep up with; so the publisher has at most so many messages under way as the others have room for, and the
 * first sink tells when there is room again.
 */
final class VertxBus implements Bus {
    private static final String ADDRESS = "messages";
    /** Telling of every single message would cost more than it tells. */
    private static final int TOLD_AT_ONCE = 256;

    private final Vertx vertx = Vertx.vertx();
    private final EventBus bus = vertx.eventBus();
    private final DeliveryOptions options =
            new DeliveryOptions().setCodecName(PassOn.NAME).setLocalOnly(true);
    private final Semaphore room = new Semaphore(CAPACITY);
    private int sinks;
    private int acquired;

    @Override
    public void open(List<Consumer<Message>> sinks) throws Exception {
        this.sinks = sinks.size();
        bus.registerCodec(new PassOn());
        for (int i = 0; i < sinks.size(); i++) {
            Consumer<Message> sink = i == 0 ? new Telling(sinks.get(0)) : sinks.get(i);
            vertx.deployVerticle(new Receiver(sink))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void publish(Message message) throws InterruptedException {
        if (acquired == 0) {
            room.acquire(TOLD_AT_ONCE);
            acquired = TOLD_AT_ONCE;
        }
        acquired--;
        if (sinks == 1) {
            bus.send(ADDRESS, message, options);
        } else {
            bus.publish(ADDRESS, message, options);
        }
    }

    @Override
    public void close() {
        var unused = vertx.close();
    }

    private static final class Receiver extends AbstractVerticle {
        private final Consumer<Message> sink;

        Receiver(Consumer<Message> sink) {
            this.sink = sink;
        }

        @Override
        public void start() {
            var unused = vertx.eventBus().<Message>consumer(ADDRESS, message -> sink.accept(message.body()));
        }
    }

    private final class Telling implements Consumer<Message> {
        private final Consumer<Message> sink;
        private int untold;

        Telling(Consumer<Message> sink) {
            this.sink = sink;
        }

        @Override
        public void accept(Message message) {
            sink.accept(message);
            untold++;
            if (untold == TOLD_AT_ONCE) {
                untold = 0;
                room.release(TOLD_AT_ONCE);
            }
        }
    }

    private static final class PassOn implements MessageCodec<Message, Message> {
        static final String NAME = "pass-on";

        @Override
        public void encodeToWire(Buffer buffer, Message message) {
            throw new UnsupportedOperationException("there is no wire");
        }

        @Override
        public Message decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("there is no wire");
        }

        @Override
        public Message transform(Message message) {
            return message;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
