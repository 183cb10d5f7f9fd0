package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.ForeignText;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Saved;
import dev.bulkhead.wire.relay.Relay;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The calls of a module in its host, from Create to Destroy, each with a limit of time. On the module's thread. */
final class HostCalls {
    /** What a reply says of how a call went. */
    private interface Answer<T> {
        T read(PacketReader reply) throws ProtocolException;
    }

    private static final String START_TIMEOUT = "startTimeout";

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
        Outcome unused = ask("links", limit, START_TIMEOUT, HostCalls::accepted, links::write);
    }

    private static Outcome accepted(PacketReader reply) throws ProtocolException {
        reply.expect(PacketType.ACCEPTED).skip();
        return Outcome.SUCCESS;
    }

    /** Tells the host whether what its module publishes is to be confirmed. */
    void confirm(boolean on, Duration limit) throws HostFailedException {
        Outcome unused = askRunning(
                "confirm",
                limit,
                HostCalls::accepted,
                packets -> packets.begin(PacketType.CONFIRM).u8(on ? 1 : 0).end());
    }

    /** Creates the module. {@return what is known of it} */
    Outcome create(String argsJson, Duration limit) throws HostFailedException, ModuleFailedException {
        return succeeded(ask(
                "create",
                limit,
                START_TIMEOUT,
                outcomeIn(PacketType.CREATED),
                packets -> packets.begin(PacketType.CREATE).text(argsJson).end()));
    }

    /** Gives it the state of an earlier one. */
    void restore(byte[] state, Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = succeeded(ask(
                "restoreState",
                limit,
                START_TIMEOUT,
                outcomeIn(PacketType.RESTORED),
                packets -> packets.begin(PacketType.RESTORE).bytes(state).end()));
    }

    /** Starts it. */
    void start(Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = succeeded(ask(
                "start",
                limit,
                START_TIMEOUT,
                outcomeIn(PacketType.STARTED),
                packets -> packets.begin(PacketType.START).end()));
    }

    /** Lets it rest, after it has processed what its host had accepted. */
    void suspend(Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = succeeded(askRunning(
                "suspend",
                limit,
                outcomeIn(PacketType.SUSPENDED),
                packets -> packets.begin(PacketType.SUSPEND).u32(millis(limit)).end()));
    }

    /** Lets it go on. */
    void resume(Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = succeeded(askRunning(
                "resume",
                limit,
                outcomeIn(PacketType.RESUMED),
                packets -> packets.begin(PacketType.RESUME).end()));
    }

    /** {@return its state} */
    byte[] save(Duration limit) throws HostFailedException, ModuleFailedException {
        Saved saved = askRunning(
                "saveState",
                limit,
                reply -> Saved.read(reply.expect(PacketType.SAVED)),
                packets -> packets.begin(PacketType.SAVE).end());
        if (!saved.succeeded()) {
            throw new ModuleFailedException(ForeignText.line(saved.text()), false);
        }
        return saved.state();
    }

    /** Destroys it, after it has processed what its host had accepted. */
    void destroy(Duration limit) throws HostFailedException, ModuleFailedException {
        Outcome unused = succeeded(ask(
                "destroy",
                limit,
                "grace",
                outcomeIn(PacketType.DESTROYED),
                packets -> packets.begin(PacketType.DESTROY).u32(millis(limit)).end()));
    }

    private static int millis(Duration limit) {
        return (int) Math.min(Integer.MAX_VALUE, limit.toMillis());
    }

    /** {@return what is known of a host that does not answer any more} */
    HostLostException hostGone() {
        return new HostLostException(
                watch.loss().orElse(new HostLoss(HostLoss.Kind.PROTOCOL, "the host was given up")));
    }

    private static Answer<Outcome> outcomeIn(PacketType type) {
        return reply -> Outcome.read(reply.expect(type));
    }

    private static Outcome succeeded(Outcome outcome) throws ModuleFailedException {
        if (!outcome.succeeded()) {
            throw new ModuleFailedException(ForeignText.line(outcome.text()), outcome.notInstantiated());
        }
        return outcome;
    }

    /** As {@link #ask}, of a module that is up: whoever does not answer is lost, and all who listen must hear of it. */
    private <T> T askRunning(String name, Duration limit, Answer<T> answer, Consumer<PacketWriter> packets)
            throws HostFailedException {
        try {
            return ask(name, limit, START_TIMEOUT, answer, packets);
        } catch (ModuleFailedException e) {
            watch.lost(new HostLoss(HostLoss.Kind.HUNG, String.valueOf(e.getMessage())));
        } catch (HostLostException e) {
            watch.lost(new HostLoss(e.kind(), String.valueOf(e.getMessage())));
        }
        throw hostGone();
    }

    private <T> T ask(String name, Duration limit, String limitKey, Answer<T> answer, Consumer<PacketWriter> packets)
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
