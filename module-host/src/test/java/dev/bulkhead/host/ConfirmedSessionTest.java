package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a gateway that is a socket, and says of messages what each test wants it to. */
@Timeout(30)
class ConfirmedSessionTest {
    private static final long EPOCH = 77;
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A module that publishes what a test wants it to. */
    public static final class Talker implements Module {
        private static volatile ModuleContext context;

        @Override
        public void create(ModuleContext given) {
            context = given;
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    private final Endpoints endpoints = new Endpoints(1 << 20);
    private ReplyServer gateway;
    private HostSession session;
    private long asked;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private volatile Processed processed = new Processed(0, List.of());

    @BeforeEach
    void open() throws Exception {
        gateway = endpoints.listen("tcp://127.0.0.1:*", "test-gateway", this::reply);
        Place place = new Neighbourhood().join("talker", 1 << 20);
        session = new HostSession(
                new HostConfig.Hosted("talker", Talker.class.getName(), null),
                new Welcome(EPOCH, Protocol.MAJOR, Protocol.MINOR, 200, 10_000, 1 << 20),
                endpoints.connect(gateway.url()),
                new LogQueue(),
                place);
        session.open();
        ask(packets -> packets.begin(PacketType.CREATE).text("{}").end());
    }

    @AfterEach
    void close() {
        session.giveUp(Duration.ofSeconds(5));
        gateway.close();
        endpoints.close();
    }

    /** Sends a request of the gateway's own until it is answered. */
    private void ask(Consumer<PacketWriter> packets) throws ProtocolException {
        PacketWriter request = new PacketWriter();
        request.begin(PacketType.REQUEST).u64(EPOCH).u64(++asked).end();
        packets.accept(request);
        PacketType answer = PacketType.PENDING;
        while (answer == PacketType.PENDING) {
            PacketReader reply = new PacketReader(session.reply(request.toBuffer()));
            reply.expect(PacketType.REPLY).skip();
            answer = reply.next();
            assertThat(answer != PacketType.CREATED || reply.u8() == 1)
                    .as("the module was created")
                    .isTrue();
        }
    }

    private void confirm(boolean on) throws ProtocolException {
        ask(packets -> packets.begin(PacketType.CONFIRM).u8(on ? 1 : 0).end());
    }

    private byte[] reply(ByteBuffer request) {
        requests.incrementAndGet();
        try {
            PacketReader reader = new PacketReader(request);
            reader.expect(PacketType.REQUEST).u64();
            long sequence = reader.u64();
            int count = 0;
            while (reader.hasNext()) {
                count += reader.next() == PacketType.MESSAGE ? 1 : 0;
                reader.skip();
            }
            taken.addAndGet(count);
            // As a gateway does that waits for its disk.
            LockSupport.parkNanos(1_000_000);
            PacketWriter reply = new PacketWriter();
            reply.begin(PacketType.REPLY).u64(EPOCH).u64(sequence).end();
            Processed now = processed;
            long allWell = now.failed().isEmpty() ? now.upTo() : now.failed().get(0) - 1;
            reply.begin(PacketType.ACCEPTED).u32(count).u64(allWell).end();
            if (!now.failed().isEmpty()) {
                now.write(reply);
            }
            return reply.toBytes();
        } catch (ProtocolException e) {
            return Errors.encode(e);
        }
    }

    private static CompletableFuture<PublishResult> publish() {
        return CompletableFuture.supplyAsync(
                () -> Talker.context.publish(Message.of(Map.of(), "")), task -> new Thread(task).start());
    }

    private CompletableFuture<PublishResult> publishUntilTaken() {
        long before = taken.get();
        CompletableFuture<PublishResult> result = publish();
        await().until(() -> taken.get() > before);
        return result;
    }

    @Test
    void shouldLetAPublishReturnWhenTheGatewayHasTakenItUnlessItIsToBeConfirmed() {
        assertThat(publish()).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
    }

    @Test
    void shouldLetAPublishReturnWhenTheGatewayIsDoneWithItAndAskUntilThen() throws ProtocolException {
        confirm(true);
        CompletableFuture<PublishResult> first = publishUntilTaken();
        CompletableFuture<PublishResult> second = publish();
        long before = requests.get();
        await().until(() -> requests.get() > before + 20);
        assertThat(first).isNotDone();

        processed = new Processed(1, List.of());
        assertThat(first).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
        await().until(() -> taken.get() == 2);
        assertThat(second).isNotDone();
        processed = new Processed(2, List.of());
        assertThat(second).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
    }

    @Test
    void shouldSayThatAMessageWasDroppedWhichTheDiskDidNotTake() throws ProtocolException {
        confirm(true);
        CompletableFuture<PublishResult> first = publishUntilTaken();
        processed = new Processed(1, List.of(1L));
        assertThat(first).succeedsWithin(SOON).isEqualTo(PublishResult.DROPPED);

        CompletableFuture<PublishResult> second = publishUntilTaken();
        processed = new Processed(2, List.of());
        assertThat(second).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
    }

    @Test
    void shouldNotWaitAnyMoreWhenTheGatewayDoesNotAskForThat() throws ProtocolException {
        confirm(true);
        CompletableFuture<PublishResult> waiting = publishUntilTaken();
        confirm(false);

        assertThat(publishUntilTaken()).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
        assertThat(waiting).isNotDone();
        await().until(() -> taken.get() == 2);
        processed = new Processed(2, List.of());
        assertThat(waiting).succeedsWithin(SOON).isEqualTo(PublishResult.ACCEPTED);
    }

    @Test
    void shouldSayThatWhatWaitsIsDroppedWhenTheSessionEnds() throws ProtocolException {
        confirm(true);
        CompletableFuture<PublishResult> waiting = publishUntilTaken();
        session.giveUp(SOON);

        assertThat(waiting).succeedsWithin(SOON).isEqualTo(PublishResult.DROPPED);
    }
}
