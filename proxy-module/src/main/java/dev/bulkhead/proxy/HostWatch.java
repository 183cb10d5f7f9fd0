package dev.bulkhead.proxy;

import dev.bulkhead.broker.Failure;
import dev.bulkhead.wire.packet.Condition;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.ForeignText;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.relay.RelayListener;
import dev.bulkhead.wire.session.Protocol;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Listens to a host, and notices when it is gone: by its exit, by its silence, or by a breach of the protocol. Thread-safe. */
final class HostWatch implements RelayListener {
    private final HostListener listener;
    private final InnerLinks innerLinks;
    private final Duration limit;
    /** Called once with the loss, before anybody else hears of it. */
    private final Runnable onLoss;
    /** Told which condition holds from now on, or does not. */
    private final BiConsumer<String, Boolean> onCondition;

    private volatile @Nullable Relay relay;
    private volatile int minor;
    private volatile long heardNanos;
    private volatile @Nullable Heartbeat heartbeat;
    private @Nullable HostLoss loss;
    private boolean up;
    private boolean stopping;

    HostWatch(
            HostListener listener,
            InnerLinks innerLinks,
            Duration limit,
            Runnable onLoss,
            BiConsumer<String, Boolean> onCondition) {
        this.listener = listener;
        this.innerLinks = innerLinks;
        this.limit = limit;
        this.onLoss = onLoss;
        this.onCondition = onCondition;
    }

    /**
     * A host has said hello; from now on it must be heard.
     *
     * @param hostMinor the minor version that it speaks
     */
    void attached(Relay newRelay, int hostMinor) {
        heardNanos = System.nanoTime();
        minor = hostMinor;
        relay = newRelay;
    }

    /** The module is up: from now on a loss is told to the listener. {@return false if the host is lost already} */
    synchronized boolean up() {
        up = loss == null;
        return up;
    }

    /** The host is about to be ended, so its end is no news to the listener. */
    synchronized void stopping() {
        stopping = true;
    }

    /** {@return why the host is gone; empty while it is not} */
    synchronized Optional<HostLoss> loss() {
        return Optional.ofNullable(loss);
    }

    /** {@return in how many nanoseconds the host has been silent for too long, unless it is heard until then} */
    long untilTooLong() {
        return limit.toNanos() - (System.nanoTime() - heardNanos) + 1;
    }

    /** Looks whether the host has been silent for too long. Called when it may have been. */
    void check() {
        if (relay == null) {
            return;
        }
        long silentNanos = System.nanoTime() - heardNanos;
        if (silentNanos > limit.toNanos()) {
            lost(new HostLoss(
                    HostLoss.Kind.SILENT,
                    "the host has been silent for " + silentNanos / 1_000_000 + " ms, the limit is " + limit.toMillis()
                            + " ms"));
        }
    }

    /** Notes that the host is gone; the first time counts. */
    void lost(HostLoss newLoss) {
        boolean tell;
        synchronized (this) {
            if (loss != null) {
                return;
            }
            loss = newLoss;
            tell = up && !stopping;
        }
        onLoss.run();
        if (tell) {
            listener.hostLost(newLoss);
        }
    }

    /** {@return what the host said at its last heartbeat} */
    Optional<Heartbeat> heartbeat() {
        return Optional.ofNullable(heartbeat);
    }

    @Override
    public boolean packet(PacketType type, PacketReader data, PacketWriter reply) throws ProtocolException {
        switch (type) {
            case HEARTBEAT -> heartbeat = Heartbeat.read(data);
            case LOG -> listener.logged(LogLine.read(data));
            case COUNTS -> innerLinks.counted(Counts.read(data));
            case CONDITION -> note(Condition.read(data));
            case FAILURE -> present().failed(shown(Failed.read(data)));
            case PROCESSED -> present().settle(Processed.read(data));
            case HELLO -> throw new ProtocolException(ErrorCode.BAD_STATE, "a HELLO does not go into a REQUEST");
            default -> throw new IllegalStateException("the session's table lets " + type + " pass to a gateway");
        }
        return true;
    }

    private void note(Condition condition) throws ProtocolException {
        try {
            onCondition.accept(condition.name(), condition.holds());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, ForeignText.line(String.valueOf(e.getMessage())));
        }
    }

    /** What a module threw is shown to people, and may hold anything. */
    private static Failed shown(Failed failed) {
        return new Failed(
                failed.number(),
                new Failure(
                        ForeignText.line(failed.what().cause()),
                        ForeignText.lines(failed.what().trace())));
    }

    private Relay present() {
        Relay present = relay;
        if (present == null) {
            throw new IllegalStateException("a packet came before the session");
        }
        return present;
    }

    /** An older host cannot be told of a message that the disk did not take. */
    @Override
    public boolean tellsWhatIsStored() {
        return minor >= Protocol.MINOR_WITH_CONFIRMATIONS;
    }

    /** What the gateway has accepted it has published, and need not be asked about again. */
    @Override
    public long processed(long accepted) {
        return accepted;
    }

    /** A host must send its heartbeats; that it answers is not enough. */
    @Override
    public void heard() {
        heardNanos = System.nanoTime();
    }

    @Override
    public void broken(ProtocolException cause) {
        lost(new HostLoss(HostLoss.Kind.PROTOCOL, "the host broke the protocol: " + cause.getMessage()));
    }
}
