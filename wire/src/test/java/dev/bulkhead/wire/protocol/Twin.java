package dev.bulkhead.wire.protocol;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.Member;
import dev.bulkhead.wire.packet.Condition;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Saved;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.relay.RelayListener;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real relay in a real broker, with a listener that reads packets as gateway and host do, and whose module succeeds in all it
 * is asked for and has processed nothing.
 */
final class Twin implements RelayListener, AutoCloseable {
    private final Role role;
    private final Relay relay;
    private final Member member;
    /** How often CREATE is still to be answered with PENDING. */
    private int pending;

    private @Nullable ProtocolException brokenBy;

    /**
     * Begins a session.
     *
     * @param pending how often CREATE is answered with PENDING
     * @param room for how many messages there is room; below 0 if there is no end of it
     */
    Twin(Role role, SessionState state, int pending, int room, RequestChannel channel) {
        this.role = role;
        this.pending = pending;
        relay = new Relay(role, Vectors.EPOCH, channel, Duration.ofMillis(50), this);
        Broker broker = new Broker(Vectors.MAX_MESSAGE);
        member = broker.add("twin");
        member.instantiate(() -> relay).join();
        member.create(new NoArgs()).join();
        relay.state(state);
        if (room >= 0) {
            StuckSink.link(broker, "twin", room);
        }
    }

    Relay relay() {
        return relay;
    }

    /** {@return why the session ended; empty if it goes on} */
    Optional<ProtocolException> brokenBy() {
        return Optional.ofNullable(brokenBy);
    }

    @Override
    public boolean packet(PacketType type, PacketReader data, PacketWriter reply) throws ProtocolException {
        switch (type) {
            case HEARTBEAT -> {
                Heartbeat unused = Heartbeat.read(data);
            }
            case LOG -> {
                LogLine unused = LogLine.read(data);
            }
            case LINKS -> {
                Links unused = Links.read(data);
            }
            case COUNTS -> {
                Counts unused = Counts.read(data);
            }
            case PROCESSED -> relay.settle(Processed.read(data));
            case FAILURE -> relay.failed(Failed.read(data));
            case CONFIRM -> {
                int unused = data.u8();
            }
            case CREATE -> {
                String unused = data.text();
                if (pending > 0) {
                    pending--;
                    return false;
                }
                succeed(PacketType.CREATED, SessionState.CREATED, reply);
            }
            case RESTORE -> {
                byte[] unused = data.bytes();
                succeed(PacketType.RESTORED, SessionState.CREATED, reply);
            }
            case SUSPEND -> {
                int unused = data.u31();
                succeed(PacketType.SUSPENDED, SessionState.SUSPENDED, reply);
            }
            case SAVE -> Saved.of(new byte[] {1, 2, 3}).write(reply);
            case RESUME -> succeed(PacketType.RESUMED, SessionState.STARTED, reply);
            case CONDITION -> {
                Condition unused = Condition.read(data);
            }
            case START -> succeed(PacketType.STARTED, SessionState.STARTED, reply);
            case DESTROY -> {
                int unused = data.u31();
                succeed(PacketType.DESTROYED, SessionState.DESTROYING, reply);
            }
            default -> throw new AssertionError("the table lets " + type + " pass");
        }
        return true;
    }

    private void succeed(PacketType answer, SessionState next, PacketWriter reply) {
        relay.state(next);
        Outcome.SUCCESS.write(answer, reply);
    }

    /** As each side counts: the gateway is done with what it has taken; the module of this host has processed nothing. */
    @Override
    public long processed(long accepted) {
        return role == Role.GATEWAY ? accepted : 0;
    }

    @Override
    public boolean tellsWhatIsStored() {
        return role == Role.GATEWAY;
    }

    @Override
    public void heard() {}

    @Override
    public void broken(ProtocolException cause) {
        brokenBy = cause;
    }

    @Override
    public void close() {
        relay.abort();
        member.stop(Duration.ZERO).join();
    }
}
