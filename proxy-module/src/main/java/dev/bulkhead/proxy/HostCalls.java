package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.ForeignText;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.relay.Relay;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The calls of a module in its host: Create, Start, Destroy, each with a limit of time. On the module's thread. */
final class HostCalls {
    /** What a reply says of how a call went. */
    private interface Answer {
        Outcome read(PacketReader reply) throws ProtocolException;
    }

    private final Relay relay;
    private final HostWatch watch;
    private final ScheduledExecutorService timer;

    HostCalls(Relay relay, HostWatch watch, ScheduledExecutorService timer) {
        this.relay = relay;
        this.watch = watch;
        this.timer = timer;
    }

    /** Tells the host which links stay inside it. */
    void links(Links links, Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = outcome("links", limit, "startTimeout", HostCalls::accepted, links::write);
    }

    private static Outcome accepted(PacketReader reply) throws ProtocolException {
        reply.expect(PacketType.ACCEPTED).skip();
        return Outcome.SUCCESS;
    }

    /** Creates the module. */
    void create(String argsJson, Duration limit) throws HostFailedException, ModuleFailedException {
        call(
                "create",
                limit,
                "startTimeout",
                PacketType.CREATED,
                packets -> packets.begin(PacketType.CREATE).text(argsJson).end());
    }

    /** Starts it. */
    void start(Duration limit) throws HostFailedException, ModuleFailedException {
        call(
                "start",
                limit,
                "startTimeout",
                PacketType.STARTED,
                packets -> packets.begin(PacketType.START).end());
    }

    /** Destroys it, after it has processed what its host had accepted. */
    void destroy(Duration limit) throws HostFailedException, ModuleFailedException {
        call(
                "destroy",
                limit,
                "grace",
                PacketType.DESTROYED,
                packets -> packets.begin(PacketType.DESTROY)
                        .u32((int) limit.toMillis())
                        .end());
    }

    /** {@return what is known of a host that does not answer any more} */
    HostLostException hostGone() {
        return new HostLostException(
                watch.loss().orElse(new HostLoss(HostLoss.Kind.PROTOCOL, "the host was given up")));
    }

    private void call(String name, Duration limit, String limitKey, PacketType answer, Consumer<PacketWriter> packets)
            throws HostFailedException, ModuleFailedException {
        Outcome outcome = outcome(name, limit, limitKey, reply -> Outcome.read(reply.expect(answer)), packets);
        if (!outcome.succeeded()) {
            throw new ModuleFailedException(ForeignText.line(outcome.text()), outcome.notInstantiated());
        }
    }

    private Outcome outcome(String name, Duration limit, String limitKey, Answer answer, Consumer<PacketWriter> packets)
            throws HostFailedException, ModuleFailedException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> giveUp = timer.schedule(() -> giveUp(late), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            PacketReader reply = relay.call(packets);
            if (reply != null && !relay.isAborted()) {
                return answer.read(reply);
            }
        } catch (IllegalArgumentException e) {
            throw new HostFailedException(String.valueOf(e.getMessage()));
        } catch (ProtocolException e) {
            throw new HostLostException(
                    new HostLoss(HostLoss.Kind.PROTOCOL, "the host broke the protocol: " + e.getMessage()));
        } finally {
            giveUp.cancel(false);
        }
        if (!late.get()) {
            throw hostGone();
        }
        throw new ModuleFailedException(
                "the module's " + name + " did not return within " + limit.toMillis() + " ms (" + limitKey + ")",
                false);
    }

    private void giveUp(AtomicBoolean late) {
        late.set(true);
        relay.abort();
    }
}
