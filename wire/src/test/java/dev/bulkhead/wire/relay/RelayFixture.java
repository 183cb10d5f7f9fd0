package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.Args;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A relay in a broker of its own, between a source and a sink. */
final class RelayFixture implements RelayListener, AutoCloseable {
    static final long EPOCH = 5;
    static final int MAX_MESSAGE = 1000;

    final List<String> sunk = new CopyOnWriteArrayList<>();
    final List<PacketType> packets = new CopyOnWriteArrayList<>();
    final List<String> breaks = new CopyOnWriteArrayList<>();
    final Relay relay;
    private final Broker broker = new Broker(MAX_MESSAGE);
    private final Member source = broker.add("source");
    private final Member peer = broker.add("peer");
    private final Member sink = broker.add("sink");
    private final Source publisher = new Source();
    private volatile boolean answersKnown = true;
    private volatile int pauseEvery;
    private volatile Duration pause = Duration.ZERO;

    RelayFixture(Role role, RequestChannel channel) {
        relay = new Relay(role, EPOCH, channel, Duration.ofMillis(20), this);
        relay.state(SessionState.STARTED);
        broker.link(LinkSpec.between("source", "peer"));
        broker.link(LinkSpec.between("peer", "sink"));
        begin(sink, new Sink());
        begin(peer, relay);
        begin(source, publisher);
    }

    private static void begin(Member member, Module module) {
        member.instantiate(() -> module)
                .thenCompose(made -> member.create(new NoArgs()))
                .thenCompose(created -> member.start(DeliveryListener.NONE))
                .join();
    }

    /** Publishes a message that the relay is to hand over. */
    void publish(Message message) {
        publisher.publish(message);
    }

    /** {@return how many messages the twin has processed} */
    long settled() {
        return broker.links().get(0).ledger().delivered();
    }

    /** Lets the answers to all packets but messages be known, or not yet. */
    void answersKnown(boolean known) {
        answersKnown = known;
    }

    /** Makes the sink so slow that there is not always room. */
    void takeTimeForEvery(int messages, Duration time) {
        pause = time;
        pauseEvery = messages;
    }

    @Override
    public boolean packet(PacketType type, PacketReader data, PacketWriter reply) {
        data.skip();
        packets.add(type);
        return answersKnown;
    }

    @Override
    public long processed(long accepted) {
        return accepted;
    }

    @Override
    public void heard() {}

    @Override
    public void broken(ProtocolException cause) {
        breaks.add(cause.code() + ": " + cause.getMessage());
    }

    @Override
    public void close() {
        relay.abort();
        for (Member member : List.of(source, peer, sink)) {
            member.stop(Duration.ZERO).join();
        }
    }

    private final class Sink implements Module {
        @Override
        public void create(ModuleContext context) {}

        @Override
        public void receive(Message message) {
            sunk.add(message.text());
            if (pauseEvery > 0 && sunk.size() % pauseEvery == 0) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }

        @Override
        public void destroy() {}
    }

    private static final class Source implements Module {
        private volatile ModuleContext context;

        @Override
        public void create(ModuleContext newContext) {
            context = newContext;
        }

        void publish(Message message) {
            var unused = context.publish(message);
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    private record NoArgs() implements Args {
        @Override
        public <T> T bind(Class<T> type) {
            throw new UnsupportedOperationException("no module of this test has arguments");
        }

        @Override
        public String json() {
            return "{}";
        }
    }
}
